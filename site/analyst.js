// The analyst: a long-lived interpreter that looks at what is being typed, and never runs it.

/**
 * @typedef {import("./interpreter.js").Interpreter} Interpreter
 * @typedef {{span: string, message: string}} Marker
 *
 * @typedef {object} Typed
 * @property {string} source
 * @property {boolean} module it is imported, not run
 * @property {string[]} panels
 * @property {Record<string, Record<string, boolean>>} options
 *
 * @typedef {object} TypedReply
 * @property {Record<string, unknown>} views
 * @property {Record<string, string>} failures
 * @property {Marker | null} error
 */

const PATIENCE = 15_000; // ms until it counts as hung

export class Analyst {
  #open;
  /** @type {Interpreter | null} */
  #interpreter = null;
  /** Run comes first: until then the analyst leaves it the processor. */
  #started = /** @type {PromiseWithResolvers<void>} */ (Promise.withResolvers());
  #turn = 0;
  /** @type {Promise<unknown>} */
  #typing = Promise.resolve();

  /** @param {() => Interpreter} open */
  constructor(open) {
    this.#open = open;
  }

  /** Lets it begin; resolves when it is ready, or could not become so. */
  async start() {
    this.#started.resolve();
    await this.#ready().catch(() => {});
  }

  /**
   * Looks at a program. A newer call makes an older one void.
   * @param {Typed} typed
   * @returns {Promise<TypedReply | null>}
   */
  typed(typed) {
    const turn = ++this.#turn;
    const answer = this.#typing.then(() => (turn === this.#turn ? this.ask("typed", typed) : null));
    this.#typing = answer.catch(() => {});
    return answer;
  }

  /**
   * Asks for something that runs none of the reader's code.
   * @param {string} method @param {object} params @returns {Promise<any>}
   */
  async ask(method, params) {
    await this.#started.promise;
    const interpreter = await this.#ready();
    const hung = setTimeout(() => interpreter.close(), PATIENCE);
    try {
      return await interpreter.call(method, params);
    } finally {
      clearTimeout(hung);
    }
  }

  async #ready() {
    if (!this.#interpreter || this.#interpreter.crashed !== null) this.#interpreter = this.#open();
    const interpreter = this.#interpreter;
    await interpreter.ready;
    return interpreter;
  }
}
