// A worker for tests: restores snapshots and tells what its memory then is.
import { bootFromSnapshot } from "../../../site/boot.js";
import { parseSnapshot } from "../../../site/snapshot.js";

self.onmessage = ({ data }) => restore(data).then(postMessage, (error) => postMessage({ error: String(error) }));

/** @param {{wasm: string, snapshots: string[], libraries: string[], program: string}} urls and Python */
async function restore({ wasm, snapshots, libraries, program }) {
  const compile = (/** @type {string} */ url) => WebAssembly.compileStreaming(fetch(url));
  const [module, ...compiled] = await Promise.all([wasm, ...libraries].map(compile));
  const parsed = (await Promise.all(snapshots.map(expand))).map(parseSnapshot);
  const stack = { snapshots: parsed, libraries: compiled };
  let found = "";
  const python = await bootFromSnapshot(module, stack, async (memory) => {
    found = new Uint8Array(await crypto.subtle.digest("SHA-256", memory)).toHex();
  });
  return { named: parsed.at(-1)?.sha256, found, printed: python.runPython(program) };
}

/** @param {string} url @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function expand(url) {
  const zipped = await fetch(url);
  const stream = zipped.body?.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
