// The packages that programs import: their wheels, fetched when asked for and kept, so that a new
// interpreter costs no fetch.
import { download } from "./download.js";

/**
 * @typedef {{url: string, size: number}} File URL from the root
 * @typedef {Record<string, File & {compiled: File}>} Wheels by package, each with its bytecode
 */

export class Packages {
  #wheels;
  #root;
  /** @type {Map<string, Promise<ArrayBuffer>>} by URL */
  #kept = new Map();
  /** @type {Map<string, [received: number, size: number]>} of what is being fetched, by URL */
  #received = new Map();

  /** @type {(fraction: number) => void} how much of what is being fetched is there, 0 to 1 */
  onprogress = () => {};

  /** @param {Wheels} wheels @param {URL} root of the site */
  constructor(wheels, root) {
    this.#wheels = wheels;
    this.#root = root;
  }

  /**
   * Fetches wheels.
   * @param {string[]} names of packages; those that the site does not have are left out
   * @param {string[]} imported those of them whose bytecode nobody needs any more
   * @returns {Promise<[name: string, file: string, bytes: ArrayBuffer][]>} in the same order
   */
  get(names, imported) {
    const known = names.filter((name) => this.has(name));
    const files = known.flatMap((name) => {
      const { compiled, ...wheel } = this.#wheels[name];
      return (imported.includes(name) ? [wheel] : [wheel, compiled]).map((file) => ({ name, file }));
    });
    return Promise.all(
      files.map(async ({ name, file }) => {
        const title = file.url.split("/").at(-1) ?? "";
        return /** @type {[string, string, ArrayBuffer]} */ ([name, title, await this.#keep(name, file)]);
      }),
    );
  }

  /** @param {string} name @returns {boolean} */
  has(name) {
    return Object.hasOwn(this.#wheels, name);
  }

  /** @param {string} url of a wheel, from the root @returns {Promise<ArrayBuffer> | null} */
  file(url) {
    const name = Object.keys(this.#wheels).find((each) => this.#wheels[each].url === url);
    return name === undefined ? null : this.#keep(name, this.#wheels[name]);
  }

  /** @param {string} name of the package @param {File} file */
  #keep(name, file) {
    const kept = this.#kept.get(file.url) ?? this.#fetch(name, file);
    this.#kept.set(file.url, kept);
    return kept;
  }

  /** @param {string} name @param {File} file @returns {Promise<ArrayBuffer>} */
  async #fetch(name, { url, size }) {
    const count = (/** @type {number} */ received) => this.#count(url, received, size);
    count(0);
    try {
      return await download(new URL(url, this.#root), size, count);
    } catch (error) {
      this.#kept.delete(url); // so that the next one who needs it tries again
      throw new PackageError(name, error);
    } finally {
      count(size);
    }
  }

  /** @param {string} url @param {number} received @param {number} size */
  #count(url, received, size) {
    this.#received.set(url, [received, size]);
    let [sum, total] = [0, 0];
    for (const [bytes, all] of this.#received.values()) {
      sum += bytes;
      total += all;
    }
    this.onprogress(sum / total);
    if (sum === total) this.#received.clear();
  }
}

/** A package cannot be had; the message is for the reader. */
export class PackageError extends Error {
  /** @param {string} name @param {unknown} cause */
  constructor(name, cause) {
    super(`The package ${name} could not be loaded. Check the network, then press Run to try again.`, {
      cause,
    });
  }
}
