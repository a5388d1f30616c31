// What interpreters are made of: fetched once and kept, so that a new interpreter costs no fetch.
import { download } from "./download.js";

/**
 * @typedef {{stdlib: ArrayBuffer, peek: ArrayBuffer}} Library what imports are served from
 * @typedef {"worker" | "wasm" | "snapshot" | "stdlib" | "peek"} Name
 * @typedef {Record<Name, string>} Names URLs relative to the site's root
 * @typedef {Record<Name, number>} Sizes in bytes
 */

/** Needed before anything can run: what the progress of loading is measured by. */
const FIRST = /** @type {Name[]} */ (["worker", "wasm", "snapshot"]);

export class Assets {
  #names;
  #sizes;
  #root;
  /** @type {Map<Name, number>} bytes received */
  #received = new Map();
  /** @type {Promise<Library> | null} */
  #library = null;

  /** @type {(fraction: number) => void} how much of what is needed first is there, 0 to 1 */
  onprogress = () => {};

  /** @param {{assets: Names, sizes: Sizes}} manifest @param {URL} root */
  constructor({ assets, sizes }, root) {
    this.#names = assets;
    this.#sizes = sizes;
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

  /** @returns {Promise<Library>} */
  async #fetchLibrary() {
    const [stdlib, peek] = await Promise.all([this.#fetch("stdlib"), this.#fetch("peek")]);
    return { stdlib, peek };
  }

  /** @param {Name} name */
  #fetch(name) {
    const url = new URL(this.#names[name], this.#root);
    return download(url, this.#sizes[name], (received) => this.#count(name, received));
  }

  /** @param {Name} name @param {number} received */
  #count(name, received) {
    this.#received.set(name, received);
    const sum = (/** @type {(name: Name) => number} */ of) => FIRST.reduce((n, each) => n + of(each), 0);
    const total = sum((each) => this.#sizes[each]);
    this.onprogress(sum((each) => this.#received.get(each) ?? 0) / total);
  }
}
