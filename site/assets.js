// What interpreters are made of: fetched once and kept, so that a new interpreter costs no fetch.
import { download } from "./download.js";

/**
 * @typedef {{stdlib: ArrayBuffer, peek: ArrayBuffer}} Library what imports are served from
 * @typedef {"worker" | "wasm" | "snapshot" | "stdlib" | "peek"} Name
 * @typedef {Record<Name, string>} Names URLs relative to the site's root
 * @typedef {Record<Name, number>} Sizes in bytes
 * @typedef {{url: string, size: number}} File
 * @typedef {{holds: string[], snapshot: File, libraries: File[]}} LayerFiles holds: packages
 * @typedef {{snapshot: ArrayBuffer, libraries: ArrayBuffer[]}} Layer a snapshot on top of the plain
 *   one, gzip, and the side modules that it refers to; empty if they could not be had
 */

/** Needed before anything can run: what the progress of loading is measured by. */
const FIRST = /** @type {Name[]} */ (["worker", "wasm", "snapshot"]);

export class Assets {
  #names;
  #sizes;
  #layers;
  #root;
  /** @type {Map<string, [received: number, size: number]>} of what is needed first, by URL */
  #progress = new Map();
  /** @type {Promise<Library> | null} */
  #library = null;

  /** @type {(fraction: number) => void} how much of what is needed first is there, 0 to 1 */
  onprogress = () => {};

  /**
   * @param {{assets: Names, sizes: Sizes, layers: Record<string, LayerFiles>}} manifest
   * @param {URL} root
   */
  constructor({ assets, sizes, layers }, root) {
    this.#names = assets;
    this.#sizes = sizes;
    this.#layers = layers;
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

  /** @param {string} name @returns {Promise<Layer>} */
  async layer(name) {
    const { snapshot, libraries } = this.#layers[name];
    try {
      const [first, ...rest] = await Promise.all(
        [snapshot, ...libraries].map(({ url, size }) => this.#download(url, size, true)),
      );
      return { snapshot: first, libraries: rest };
    } catch {
      return { snapshot: new ArrayBuffer(0), libraries: [] }; // there is a slower way
    }
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
    return this.#download(this.#names[name], this.#sizes[name], FIRST.includes(name));
  }

  /** @param {string} url @param {number} size @param {boolean} first whether progress counts it */
  #download(url, size, first) {
    const count = (/** @type {number} */ received) => {
      this.#progress.set(url, [received, size]);
      this.#tell();
    };
    if (first) this.#progress.set(url, [0, size]);
    return download(new URL(url, this.#root), size, first ? count : () => {});
  }

  #tell() {
    let [sum, total] = [0, 0];
    for (const [received, size] of this.#progress.values()) {
      sum += received;
      total += size;
    }
    this.onprogress(sum / total);
  }
}
