// A worker for tests: restores the snapshot and tells what its memory then is.
import { bootFromSnapshot } from "../../../site/boot.js";
import { parseSnapshot } from "../../../site/snapshot.js";

self.onmessage = ({ data }) => restore(data).then(postMessage, (error) => postMessage({ error: String(error) }));

/** @param {{wasm: string, snapshot: string}} urls */
async function restore({ wasm, snapshot }) {
  const module = await WebAssembly.compileStreaming(fetch(wasm));
  const zipped = await fetch(snapshot);
  const stream = zipped.body?.pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let found = "";
  const snapshot = parseSnapshot(bytes);
  const python = await bootFromSnapshot(module, { snapshots: [snapshot], libraries: [] }, async (memory) => {
    found = new Uint8Array(await crypto.subtle.digest("SHA-256", memory)).toHex();
  });
  return { named: snapshot.sha256, found, works: python.runPython("6 * 7") };
}
