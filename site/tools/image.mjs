// Takes the image of an interpreter's memory and writes the pages of it that a restore needs.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { version } from "pyodide";
import { formatSnapshot } from "../snapshot.js";

export const PAGE = 512;

/**
 * @typedef {object} Image
 * @property {Omit<import("../snapshot.js").Header, "runs">} header
 * @property {Uint8Array} memory
 * @property {Uint8Array} head what Pyodide puts in front of the memory
 */

/**
 * @param {import("../pyodide.js").Pyodide} python whose memory is left cleaned up
 * @returns {Image}
 */
export function takeImage(python) {
  const module = python._module;
  const used = module.HEAPU32[module._emscripten_get_sbrk_ptr() >>> 2];
  const stackEnd = module._emscripten_stack_get_end();
  zeroFreeChunks(module, used);
  module.HEAPU8.fill(0, stackEnd, module._emscripten_stack_get_current());
  const image = python.makeMemorySnapshot();
  const [, start, length] = new Uint32Array(image.buffer, 0, 3);
  const memory = image.subarray(start);
  const references = JSON.parse(new TextDecoder().decode(image.subarray(48, 48 + length)));
  const sha256 = createHash("sha256").update(memory.subarray(0, used)).digest("hex");
  const header = { pyodide: version, page: PAGE, memory: memory.length, used, stackEnd, sha256 };
  return { header: { ...header, references }, memory, head: image.slice(0, start) };
}

/**
 * Writes a snapshot, compressed.
 * @param {string} out
 * @param {Image} image
 * @param {(page: Uint8Array, at: number) => boolean} isKnown tells what a restore need not write
 */
export function writeSnapshot(out, { header, memory }, isKnown) {
  /** @type {number[]} */
  const runs = [];
  /** @type {Uint8Array[]} */
  const pages = [];
  let previous = -2;
  for (let page = 0; page * PAGE < header.used; page++) {
    const bytes = memory.subarray(page * PAGE, (page + 1) * PAGE);
    if (isKnown(bytes, page * PAGE)) continue;
    if (page === previous + 1) runs[runs.length - 1] += 1;
    else runs.push(page, 1);
    previous = page;
    pages.push(bytes);
  }
  writeFileSync(out, gzipSync(formatSnapshot(header, runs, pages), { level: 9 }));
}

/**
 * Zeroes what dlmalloc has free, so that it compresses to nothing; headers and links stay.
 * @param {import("../pyodide.js").Module} module
 * @param {number} used
 */
function zeroFreeChunks(module, used) {
  module._malloc_trim?.(0);
  const { HEAPU8, HEAPU32, ___heap_base: base } = module;
  for (let chunk = base; chunk < used - 40; ) {
    const head = HEAPU32[(chunk + 4) >>> 2];
    const size = head & ~7;
    if (size < 16 || chunk + size > used) {
      if (chunk < used - 80_000) throw new Error(`not a malloc chunk at ${chunk} of ${used}`);
      break; // the top chunk
    }
    const inUse = head & 2;
    // Small chunks have two links behind the header, large ones a tree node of six words.
    if (!inUse) HEAPU8.fill(0, chunk + (size < 256 ? 16 : 32), chunk + size);
    chunk += size;
  }
}

/** @param {Uint8Array} a @param {Uint8Array} b */
export function equal(a, b) {
  return Buffer.compare(a, b) === 0;
}
