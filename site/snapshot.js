// The snapshot file: an interpreter's memory as the pages that differ from a fresh instance.
//
//   u32 header length, padded to 16 | header (JSON) | padded to 16 | runs (u32 pairs) | pages
//
// A run is (first page, number of pages). Everything from `stackEnd` up that no run covers is zero;
// everything below is what the wasm module's own data segments put there. A snapshot made on top of
// another one has the pages that differ from that.

/**
 * @typedef {object} Header
 * @property {string} pyodide version of Pyodide that made it
 * @property {number} page size of a page in bytes
 * @property {number} memory size of the whole memory in bytes
 * @property {number} used bytes up to the program break: the part that `sha256` covers
 * @property {number} stackEnd lowest address of the stack: static data ends here
 * @property {number} runs number of u32 in the run list
 * @property {string} sha256 hex digest of the memory `[0, used)` once restored
 * @property {string} [over] `sha256` of the snapshot that this one is made on top of
 * @property {import("./linking.js").Linkage} [linkage] of side modules, if there are any
 * @property {object} references Pyodide's own list of JavaScript objects that the memory refers to
 *
 * @typedef {Header & {runList: Uint32Array, pages: Uint8Array}} Snapshot
 */

const ALIGN = 16;

/** @param {number} n */
const aligned = (n) => Math.ceil(n / ALIGN) * ALIGN;

/**
 * Reads a snapshot file; the pages stay a view of `bytes`.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Snapshot}
 */
export function parseSnapshot(bytes) {
  const [length] = new Uint32Array(bytes.buffer, bytes.byteOffset, 1);
  const text = new TextDecoder().decode(bytes.subarray(ALIGN, ALIGN + length));
  const header = /** @type {Header} */ (JSON.parse(text));
  const runs = ALIGN + aligned(length);
  const pages = runs + header.runs * 4;
  return {
    ...header,
    runList: new Uint32Array(bytes.buffer.slice(bytes.byteOffset + runs, bytes.byteOffset + pages)),
    pages: bytes.subarray(pages),
  };
}

/**
 * Writes a snapshot file.
 * @param {Omit<Header, "runs">} header
 * @param {number[]} runList
 * @param {Uint8Array[]} pages
 * @returns {Uint8Array}
 */
export function formatSnapshot(header, runList, pages) {
  const text = new TextEncoder().encode(JSON.stringify({ ...header, runs: runList.length }));
  const runs = ALIGN + aligned(text.length);
  const first = runs + runList.length * 4;
  const bytes = new Uint8Array(first + pages.length * header.page);
  new Uint32Array(bytes.buffer)[0] = text.length;
  bytes.set(text, ALIGN);
  bytes.set(new Uint8Array(Uint32Array.from(runList).buffer), runs);
  pages.forEach((page, i) => bytes.set(page, first + i * header.page));
  return bytes;
}

/**
 * Lays the snapshot over the memory of a fresh instance, zeroed from `stackEnd` up, or over that
 * of the snapshot below it; it must be as large as `snapshot.memory`.
 * @param {Uint8Array} memory
 * @param {Snapshot} snapshot
 */
export function applySnapshot(memory, { runList, page, pages }) {
  let from = 0;
  for (let i = 0; i < runList.length; i += 2) {
    const length = runList[i + 1] * page;
    memory.set(pages.subarray(from, from + length), runList[i] * page);
    from += length;
  }
}
