// The script of the sandboxed frame: keeps what interpreters are made of and starts and ends their
// workers. It never runs Python, so it always answers.
import { allocate, Shared } from "./shared.js";

/**
 * @typedef {import("./assets.js").Library} Library
 * @typedef {object} Message what the page sends
 * @property {ArrayBuffer} [script] of the worker
 * @property {ArrayBuffer} [wasm]
 * @property {ArrayBuffer} [snapshot] gzip; empty if it could not be had
 * @property {Library} [library]
 * @property {{name: string} & import("./assets.js").Layer} [given] a layer of the snapshot
 * @property {number} [open] makes a worker of that number, which talks through the port sent along
 * @property {string | null} [layer] that it begins with
 * @property {number} [close]
 * @property {number} [interrupt]
 * @property {{to: number, text: string | null}} [line]
 */

/** @type {Map<number, {worker: Worker, shared: Shared | null}>} */
const workers = new Map();
/** @type {Library | null} */
let library = null;
/** @type {Worker | null} its script has run already: the next interpreter starts sooner in it */
let begun = null;
/** @type {Set<number>} closed before their worker was made */
const early = new Set();
/** @type {PromiseWithResolvers<string>} */
const script = Promise.withResolvers();
/** @type {PromiseWithResolvers<WebAssembly.Module>} */
const module = Promise.withResolvers();
/** @type {PromiseWithResolvers<ArrayBuffer>} */
const snapshot = Promise.withResolvers();

/** @type {Map<string, PromiseWithResolvers<import("./worker.js").Layer>>} */
const layers = new Map();

/** @param {string} name */
function layer(name) {
  if (!layers.has(name)) layers.set(name, Promise.withResolvers());
  return /** @type {PromiseWithResolvers<import("./worker.js").Layer>} */ (layers.get(name));
}

/** @param {Message} message @param {MessagePort} page @param {readonly MessagePort[]} ports */
function take(message, page, ports) {
  if (message.script) script.resolve(address(message.script));
  if (message.wasm) module.resolve(WebAssembly.compile(message.wasm));
  if (message.snapshot) snapshot.resolve(message.snapshot);
  if (message.library) giveLibrary(message.library);
  if (message.given) keepLayer(message.given);
  if (message.open) open(message.open, message.layer ?? null, page, ports[0]);
  if (message.close) close(message.close);
  if (message.interrupt) workers.get(message.interrupt)?.shared?.raiseInterrupt();
  if (message.line) answer(message.line);
}

/** @param {{name: string} & import("./assets.js").Layer} given */
async function keepLayer({ name, snapshot, libraries }) {
  const modules = await Promise.all(libraries.map((bytes) => WebAssembly.compile(bytes)));
  layer(name).resolve({ snapshot, libraries: modules });
}

/**
 * @param {number} number @param {string | null} above name of a layer
 * @param {MessagePort} page @param {MessagePort} port
 */
async function open(number, above, page, port) {
  const memory = allocate();
  const url = await script.promise;
  if (early.delete(number)) return;
  const worker = begun ?? new Worker(url);
  begun = null;
  workers.set(number, { worker, shared: memory && new Shared(memory) });
  const crash = (/** @type {unknown} */ why) => page.postMessage({ number, crash: String(why) });
  worker.onmessage = ({ data }) => (data.up ? beginNext(url) : crash(data.crash));
  worker.onerror = (event) => {
    event.preventDefault(); // it is told, not lost
    crash(event.message || "the worker could not start");
  };
  try {
    worker.postMessage({ library, memory, port, site: document.baseURI }, [port]);
    worker.postMessage({
      parts: {
        module: await module.promise,
        snapshot: await snapshot.promise,
        layer: above === null ? null : await layer(above).promise,
      },
    });
  } catch (error) {
    crash(error);
  }
}

/** @param {string} url */
function beginNext(url) {
  begun ??= new Worker(url);
  begun.onerror = () => (begun = null);
}

/** @param {number} number */
function close(number) {
  workers.get(number)?.worker.terminate();
  if (!workers.delete(number)) early.add(number);
}

/** @param {Library} given */
function giveLibrary(given) {
  library = given;
  for (const { worker } of workers.values()) worker.postMessage({ library });
}

/** @param {{to: number, text: string | null}} line */
function answer({ to, text }) {
  const found = workers.get(to);
  if (!found?.shared?.answer(text)) found?.worker.postMessage({ line: text });
}

/**
 * Gives the worker's script an address. Where the page is isolated, WebKit takes a blob of an opaque
 * origin for a foreign one and does not start it; there the address holds the script itself.
 * @param {ArrayBuffer} text @returns {Promise<string>}
 */
async function address(text) {
  const url = URL.createObjectURL(new Blob([text]));
  if (!globalThis.crossOriginIsolated || (await startsBlobs())) return url;
  const reader = new FileReader();
  reader.readAsDataURL(new Blob([text], { type: "text/javascript" }));
  await new Promise((resolve) => (reader.onload = resolve));
  return String(reader.result);
}

/** @returns {Promise<boolean>} whether a worker can be made of a blob */
function startsBlobs() {
  const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(0); close()"])));
  return new Promise((resolve) => {
    worker.onmessage = () => resolve(true);
    worker.onerror = () => resolve(false);
  });
}

addEventListener(
  "message",
  (event) => {
    const [page] = event.ports;
    page.onmessage = ({ data, ports }) => take(data, page, ports);
  },
  { once: true },
);
parent.postMessage("up", "*");
