// Fetches what interpreters are made of, once, and keeps it: a new interpreter costs no fetch.

/**
 * @typedef {object} Names file names by what they are, relative to the site's root
 * @property {string} worker
 * @property {string} wasm
 * @property {string} snapshot
 * @property {string} stdlib
 * @property {string} peek
 */

export class Assets {
  #names;
  #root;
  /** @type {Promise<{stdlib: ArrayBuffer, peek: ArrayBuffer}> | null} */
  #library = null;

  /** @param {Names} names @param {URL} root */
  constructor(names, root) {
    this.#names = names;
    this.#root = root;
  }

  script() {
    return this.#fetch("worker");
  }

  wasm() {
    return this.#fetch("wasm");
  }

  /** The snapshot, or nothing: there is a slower way to boot. */
  snapshot() {
    return this.#fetch("snapshot").catch(() => new ArrayBuffer(0));
  }

  library() {
    this.#library ??= this.#fetchLibrary().catch((error) => {
      this.#library = null; // so that the next one who needs it tries again
      throw error;
    });
    return this.#library;
  }

  async #fetchLibrary() {
    const [stdlib, peek] = await Promise.all([this.#fetch("stdlib"), this.#fetch("peek")]);
    return { stdlib, peek };
  }

  /** @param {keyof Names} name */
  async #fetch(name) {
    const url = new URL(this.#names[name], this.#root);
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await fetch(url);
        if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
        return await response.arrayBuffer();
      } catch (error) {
        if (attempt >= 2) throw new Error(`Could not load ${url.pathname}: ${error}`);
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
      }
    }
  }
}
