// Memory that the frame and its worker share, where the browser allows it: the interrupt that
// CPython looks at while it runs, and a line of input to sleep for.

const IDLE = 0;
const WAITING = 1;
const ANSWERED = 2;
const MAX_LINE = 65536; // bytes
const SIGINT = 2;

/**
 * @typedef {object} Memory
 * @property {SharedArrayBuffer} interrupt
 * @property {SharedArrayBuffer} state [state of the input, length of the line in bytes]
 * @property {SharedArrayBuffer} line
 */

/** @returns {Memory | null} null where memory cannot be shared */
export function allocate() {
  if (!globalThis.crossOriginIsolated || !globalThis.SharedArrayBuffer) return null;
  return {
    interrupt: new SharedArrayBuffer(4),
    state: new SharedArrayBuffer(8),
    line: new SharedArrayBuffer(MAX_LINE),
  };
}

export class Shared {
  #state;
  #line;

  /** @param {Memory} memory */
  constructor({ interrupt, state, line }) {
    this.interrupt = new Int32Array(interrupt);
    this.#state = new Int32Array(state);
    this.#line = new Uint8Array(line);
  }

  /** Frame: asks CPython to raise KeyboardInterrupt. */
  raiseInterrupt() {
    Atomics.store(this.interrupt, 0, SIGINT);
  }

  /**
   * Frame: answers a sleeping worker.
   * @param {string | null} line
   * @returns {boolean} false if it does not sleep for a line
   */
  answer(line) {
    if (Atomics.load(this.#state, 0) !== WAITING) return false;
    const bytes = new TextEncoder().encode(line ?? "").subarray(0, MAX_LINE);
    this.#line.set(bytes);
    Atomics.store(this.#state, 1, line === null ? -1 : bytes.length);
    Atomics.store(this.#state, 0, ANSWERED);
    Atomics.notify(this.#state, 0);
    return true;
  }

  /** Worker: sleeps until a line comes; null is the end of the input. */
  waitForLine() {
    Atomics.store(this.#state, 0, WAITING);
    Atomics.wait(this.#state, 0, WAITING);
    Atomics.store(this.#state, 0, IDLE);
    const length = Atomics.load(this.#state, 1);
    return length < 0 ? null : new TextDecoder().decode(this.#line.slice(0, length));
  }
}
