// The worker in the box: boots an interpreter from the bytes it is handed and answers the page.
// It knows requests, answers and events, and no feature.
import "./timers.js";
import { unmask } from "./classic.js";
import { addLibrary, bootFromSnapshot, bootPlain } from "./boot.js";
import { Mail } from "./mail.js";
import { openWays } from "./selftest.js";
import { Shared } from "./shared.js";
import { parseSnapshot } from "./snapshot.js";
import { strip } from "./strip.js";

/**
 * @typedef {import("./assets.js").Library} Library
 * @typedef {object} Start what the frame sends first
 * @property {MessagePort} port to the page
 * @property {string} site address of the page
 * @property {Library | null} library
 * @property {import("./shared.js").Memory | null} memory
 *
 * @typedef {object} Parts what an interpreter is made of; they follow, so that Pyodide begins without
 * @property {WebAssembly.Module} module
 * @property {ArrayBuffer} snapshot gzip; empty if it could not be had
 * @property {Layer | null} layer to lay over it
 *
 * @typedef {{snapshot: ArrayBuffer, libraries: WebAssembly.Module[]}} Layer gzip, empty as above
 */

/** @type {Promise<Start>} */
const started = new Promise((resolve) => {
  self.onmessage = (event) => resolve(event.data);
});

const tellFrame = self.postMessage.bind(self); // bound before it is taken away
main().catch((error) => tellFrame({ crash: `${error}\n${error?.stack ?? ""}` }));

async function main() {
  const start = await started;
  const { port, memory } = start;
  const shared = memory && new Shared(memory);
  const mail = new Mail(start.library);
  self.onmessage = ({ data }) => mail.take(data);

  const open = await openWays(start.site);
  if (open.length > 0) {
    port.postMessage({ refused: open });
    return;
  }
  const { python, plain, layered } = await bootOrFallBack(port, mail);
  unmask();
  strip();
  python._api.on_fatal = (error) => port.postMessage({ crash: String(error) });
  if (shared) python.setInterruptBuffer(shared.interrupt);

  const bridge = python.pyimport("peek.bridge");
  bridge.connect(
    (/** @type {string} */ event) => port.postMessage({ event }),
    () => mail.line(),
    shared ? () => shared.waitForLine() : undefined, // null would not become None
  );
  const handle = /** @type {import("./pyodide.js").Handler} */ (bridge.handle);
  port.onmessage = ({ data: { id, request, files = [] } }) => {
    for (const [path, bytes] of files) python.FS.writeFile(path, new Uint8Array(bytes));
    handle(request).then(
      (answer) => port.postMessage({ id, answer }),
      (error) => port.postMessage({ crash: String(error) }),
    );
  };
  mail.library().then((library) => {
    addLibrary(python, library.stdlib);
    port.postMessage({ library: true });
  });
  port.postMessage({ ready: { plain, layered, interruptible: shared !== null } });
  tellFrame({ up: true });
}

/**
 * Boots from the snapshot with the layer that is asked for; from the snapshot alone where that
 * fails; and plainly where that fails too, saying why.
 * @param {MessagePort} port
 * @param {Mail} mail
 */
async function bootOrFallBack(port, mail) {
  const parts = mail.parts();
  const module = parts.then((part) => part.module);
  const below = parts.then(({ snapshot }) => stacked([snapshot], []));
  const whole = parts.then(({ snapshot, layer }) =>
    layer ? stacked([snapshot, layer.snapshot], layer.libraries) : below,
  );
  for (const stack of [below, whole]) stack.catch(() => {}); // the boot hears of it
  const boot = (/** @type {typeof below} */ stack) => bootFromSnapshot(module, stack, async () => {});
  const isLayered = async () => (await parts).layer !== null;
  try {
    return { python: await boot(whole), layered: await isLayered(), plain: null };
  } catch (error) {
    if (await isLayered()) {
      const python = await boot(below).catch(() => null);
      if (python) return { python, layered: false, plain: null };
    }
    port.postMessage({ wants: "library" });
    const { stdlib, peek } = await mail.library();
    const python = await bootPlain(await module, stdlib, peek);
    return { python, layered: false, plain: String(error) };
  }
}

/**
 * @param {ArrayBuffer[]} snapshots gzip
 * @param {WebAssembly.Module[]} libraries
 * @returns {Promise<import("./restore.js").Stack>}
 */
async function stacked(snapshots, libraries) {
  const expanded = await Promise.all(snapshots.map(expand));
  return { snapshots: expanded.map(parseSnapshot), libraries };
}

/** @param {ArrayBuffer} gzip @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function expand(gzip) {
  if (gzip.byteLength === 0) throw new Error("the snapshot could not be loaded");
  // Not a blob's stream: WebKit cannot read blobs in a worker that was made of a data: address.
  const stream = new Response(gzip).body?.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
