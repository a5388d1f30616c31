// The box, seen from the page: one hidden sandboxed frame of opaque origin, with a policy that
// allows no network and no eval, in which every interpreter's worker lives.
import html from "built:frame";
import { Interpreter } from "./interpreter.js";

const PATIENCE = 5000; // ms after a frame has loaded: its script has run by then

export class Box {
  #assets;
  #frame = makeFrame();
  /** @type {Promise<MessagePort>} */
  #port;
  /** @type {Map<number, Interpreter>} */
  #interpreters = new Map();
  #last = 0;
  #libraryGiven = false;
  /** @type {Set<string>} */
  #layersGiven = new Set();
  /** @type {string | null} why nothing can run in this box */
  failed = null;

  /** @param {import("./assets.js").Assets} assets */
  constructor(assets) {
    this.#assets = assets;
    this.#port = openFrame(this.#frame);
    this.#port.then(
      (port) => (port.onmessage = ({ data }) => this.#report(data)),
      (error) => this.#fail(String(error)),
    );
    this.#give("script", assets.script());
    this.#give("wasm", assets.wasm());
    this.#give("snapshot", assets.snapshot());
  }

  /**
   * Starts an interpreter; it becomes ready, or says why not.
   * @param {string | null} layer of the snapshot that it begins with, if it can be had
   */
  open(layer) {
    const { port1, port2 } = new MessageChannel();
    const interpreter = new Interpreter(this, ++this.#last, port1, layer);
    this.#interpreters.set(interpreter.number, interpreter);
    this.#post({ open: interpreter.number, layer }, [port2]);
    if (layer !== null) this.#giveLayer(layer);
    return interpreter;
  }

  /** @param {string} name */
  async #giveLayer(name) {
    if (this.#layersGiven.has(name)) return;
    this.#layersGiven.add(name);
    const { snapshot, libraries } = await this.#assets.layer(name);
    await this.#post({ given: { name, snapshot, libraries } }, [snapshot, ...libraries]);
  }

  /** Sends the standard library in, to this and all later interpreters. */
  async giveLibrary() {
    const library = await this.#assets.library();
    if (this.#libraryGiven) return;
    this.#libraryGiven = true;
    await this.#post({ library });
  }

  /** Ends everything in the box at once, whatever it is doing. */
  remove() {
    this.#frame.remove();
    this.#fail("removed");
  }

  /** @param {number} number */
  close(number) {
    this.#interpreters.delete(number);
    this.#post({ close: number });
  }

  /** @param {number} number */
  interrupt(number) {
    this.#post({ interrupt: number });
  }

  /** @param {number} to @param {string | null} text */
  line(to, text) {
    this.#post({ line: { to, text } });
  }

  /** @param {string} name @param {Promise<ArrayBuffer>} bytes */
  async #give(name, bytes) {
    try {
      const buffer = await bytes;
      await this.#post({ [name]: buffer }, [buffer]);
    } catch (error) {
      this.#fail(String(error));
    }
  }

  /** @param {object} message @param {Transferable[]} [transfer] */
  async #post(message, transfer = []) {
    const port = await this.#port.catch(() => null); // that has been told
    port?.postMessage(message, transfer);
  }

  /** @param {{number: number, crash: string}} message what the frame says of one of its workers */
  #report({ number, crash }) {
    this.#interpreters.get(number)?.die(String(crash));
  }

  /** @param {string} why */
  #fail(why) {
    this.failed = why;
    for (const interpreter of this.#interpreters.values()) interpreter.die(why);
  }
}

function makeFrame() {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.allow = "cross-origin-isolated";
  frame.hidden = true;
  frame.title = "Python";
  frame.srcdoc = html;
  return frame;
}

/** @param {HTMLIFrameElement} frame @returns {Promise<MessagePort>} */
function openFrame(frame) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error("the frame did not start"));
    frame.addEventListener("load", () => setTimeout(late, PATIENCE));
    const up = (/** @type {MessageEvent} */ event) => {
      if (event.source !== frame.contentWindow || event.data !== "up") return;
      removeEventListener("message", up);
      frame.contentWindow?.postMessage(null, "*", [port2]);
      resolve(port1);
    };
    addEventListener("message", up);
    document.body.append(frame);
  });
}
