// The packages that programs import: their wheels, fetched when asked for and kept, so that a new
// interpreter costs no fetch.
import { download } from "./download.js";

/** @typedef {Record<string, {url: string, size: number}>} Wheels by package; URLs from the root */

export class Packages {
  #wheels;
  #root;
  /** @type {Map<string, Promise<ArrayBuffer>>} */
  #kept = new Map();
  /** @type {Map<string, number>} bytes received of what is being fetched */
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
   * @returns {Promise<[name: string, file: string, bytes: ArrayBuffer][]>} in the same order
   */
  get(names) {
    const known = names.filter((name) => this.has(name));
    return Promise.all(
      known.map(async (name) => {
        const file = this.#wheels[name].url.split("/").at(-1) ?? "";
        return /** @type {[string, string, ArrayBuffer]} */ ([name, file, await this.#keep(name)]);
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
    return name === undefined ? null : this.#keep(name);
  }

  /** @param {string} name */
  #keep(name) {
    const kept = this.#kept.get(name) ?? this.#fetch(name);
    this.#kept.set(name, kept);
    return kept;
  }

  /** @param {string} name @returns {Promise<ArrayBuffer>} */
  async #fetch(name) {
    const { url, size } = this.#wheels[name];
    this.#count(name, 0);
    try {
      return await download(new URL(url, this.#root), size, (received) => this.#count(name, received));
    } catch (error) {
      this.#kept.delete(name); // so that the next one who needs it tries again
      throw new PackageError(name, error);
    } finally {
      this.#count(name, size);
    }
  }

  /** @param {string} name @param {number} received */
  #count(name, received) {
    this.#received.set(name, received);
    let [sum, total] = [0, 0];
    for (const [each, bytes] of this.#received) {
      sum += bytes;
      total += this.#wheels[each].size;
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
