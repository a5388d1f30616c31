// What reaches a worker after its start: the parts, the library, and lines of input.

/**
 * @typedef {import("./assets.js").Library} Library
 * @typedef {import("./worker.js").Parts} Parts
 */

export class Mail {
  /** @type {(string | null)[]} */
  #lines = [];
  /** @type {((line: string | null) => void)[]} */
  #waiting = [];
  /** @type {PromiseWithResolvers<Parts>} */
  #parts = Promise.withResolvers();
  /** @type {PromiseWithResolvers<Library>} */
  #library = Promise.withResolvers();

  /** @param {Library | null} library */
  constructor(library) {
    if (library) this.#library.resolve(library);
  }

  /** @param {{parts?: Parts, library?: Library, line?: string | null}} message */
  take({ parts, library, line }) {
    if (parts) this.#parts.resolve(parts);
    if (library) this.#library.resolve(library);
    if (line !== undefined) this.#addLine(line);
  }

  parts() {
    return this.#parts.promise;
  }

  library() {
    return this.#library.promise;
  }

  /** @returns {Promise<string | null>} the next line of input; null at its end */
  line() {
    return new Promise((resolve) => {
      if (this.#lines.length > 0) resolve(/** @type {string | null} */ (this.#lines.shift()));
      else this.#waiting.push(resolve);
    });
  }

  /** @param {string | null} line */
  #addLine(line) {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(line);
    else this.#lines.push(line);
  }
}
