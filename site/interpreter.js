// One interpreter as the page sees it: a port to a worker in the box. What comes through it is a
// claim of whatever runs there, so every message is looked at before it is believed.
import { asObject, isAnswer, isEvent } from "./claims.js";

const MAX_REASON = 2000; // characters that a crash is explained with

/**
 * @typedef {{plain: string | null, layered: boolean, interruptible: boolean}} Readiness
 * @typedef {Record<string, unknown>} PythonEvent
 */

export class Interpreter {
  /** @type {PromiseWithResolvers<Readiness>} */
  #ready = Promise.withResolvers();
  /** @type {Map<number, PromiseWithResolvers<any> & {method: string}>} */
  #calls = new Map();
  #lastCall = 0;
  #opened = performance.now();
  #port;
  #box;

  /** @type {PromiseWithResolvers<void>} */
  #library = Promise.withResolvers();
  isReady = false;
  interruptible = false;
  /** It has begun with its layer of the snapshot. */
  layered = false;
  hasLibrary = false;
  /** A program has begun in it: it stays as it is. */
  used = false;
  /** @type {Set<string>} packages that have been added */
  holds = new Set();
  /** @type {Promise<unknown>} until what is being added is there */
  equipped = Promise.resolve();
  /** @type {string | null} why the interpreter is dead */
  crashed = null;
  /** @type {(event: PythonEvent) => void} */
  onevent = () => {};

  /**
   * @param {import("./box.js").Box} box
   * @param {number} number
   * @param {MessagePort} port
   * @param {string | null} layer of the snapshot that it was to begin with
   */
  constructor(box, number, port, layer) {
    this.#box = box;
    this.layer = layer;
    this.number = number;
    this.#port = port;
    this.#ready.promise.catch(() => {}); // whoever waits for it hears of it
    this.#library.promise.catch(() => {});
    port.onmessage = ({ data }) => this.#take(data);
  }

  /** @returns {Promise<Readiness>} fails if the interpreter cannot start */
  get ready() {
    return this.#ready.promise;
  }

  /** Sees to it that imports from the standard library work. */
  async takeLibrary() {
    await this.#box.giveLibrary();
    await this.#library.promise;
  }

  /**
   * @param {string} method
   * @param {object} params
   * @param {Map<string, ArrayBuffer>} [files] that are there before the method runs, by their paths
   * @returns {Promise<any>} the result; fails if the interpreter dies or Peek itself fails
   */
  call(method, params, files) {
    if (this.crashed !== null) return Promise.reject(new Error(this.crashed));
    const call = { method, ...Promise.withResolvers() };
    const id = ++this.#lastCall;
    this.#calls.set(id, call);
    this.#port.postMessage({ id, request: JSON.stringify({ method, params }), files });
    return call.promise;
  }

  /** @param {string | null} text */
  line(text) {
    this.#box.line(this.number, text);
  }

  /** Raises KeyboardInterrupt, where memory can be shared; elsewhere nothing happens. */
  interrupt() {
    this.#box.interrupt(this.number);
  }

  close() {
    this.#box.close(this.number);
    this.#port.close();
    this.die("closed");
  }

  /** @param {string} why */
  die(why) {
    if (this.crashed !== null) return;
    this.crashed = why.slice(0, MAX_REASON);
    this.isReady = false;
    const error = new Error(this.crashed);
    this.#ready.reject(error);
    this.#library.reject(error);
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
  }

  /** @param {any} message */
  #take(message) {
    if (typeof message !== "object" || message === null || this.crashed !== null) return;
    if (message.ready) this.#becomeReady(message.ready);
    if (message.library) this.#becomeComplete();
    if (message.refused) this.die(`refused: ${message.refused}`);
    if (message.wants === "library") this.#box.giveLibrary();
    if (typeof message.event === "string") this.#event(message.event);
    if (typeof message.answer === "string") this.#answer(message.id, message.answer);
    if (message.crash) this.die(String(message.crash));
  }

  /** @param {Readiness} readiness */
  #becomeReady(readiness) {
    performance.measure("peek: interpreter", { start: this.#opened });
    this.isReady = true;
    this.interruptible = readiness.interruptible;
    this.layered = readiness.layered;
    this.#ready.resolve(readiness);
  }

  #becomeComplete() {
    this.hasLibrary = true;
    this.#library.resolve();
  }

  /** @param {string} text */
  #event(text) {
    const event = parseObject(text);
    if (event && isEvent(event)) this.onevent(event);
  }

  /** @param {unknown} id @param {string} text */
  #answer(id, text) {
    const call = this.#calls.get(Number(id));
    if (!call) return;
    this.#calls.delete(Number(id));
    const answer = parseObject(text);
    if (typeof answer?.failure === "string") {
      call.reject(new Error(answer.failure.slice(0, MAX_REASON)));
    } else if (answer && isAnswer(call.method, answer.result)) call.resolve(answer.result);
    else call.reject(new Error("its answer made no sense"));
  }
}

/** @param {string} text @returns {Record<string, unknown> | null} */
function parseObject(text) {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}
