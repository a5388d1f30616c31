// node --experimental-wasm-jspi snapshot.mjs STDLIB PEEK OUT ABOUT
//
// Makes the memory snapshot (see ../snapshot.js) and ABOUT, what the interpreter says of itself.
// JSPI must be on: a snapshot made without it switches run_sync off in whoever restores it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { loadPyodide, version } from "pyodide";
import { formatSnapshot } from "../snapshot.js";
import { importGlue } from "./glue.mjs";

const PAGE = 512;
const create = await importGlue();
const [stdlib, peek, out, about] = process.argv.slice(2);
process.argv.splice(1, Infinity, "peek"); // argv becomes part of the memory

const options = {
  indexURL: new URL("../node_modules/pyodide/", import.meta.url).pathname,
  stdLibURL: stdlib,
  env: { HOME: "/home/pyodide", LANG: "en_US.UTF-8" },
};

/** Memory right after instantiation: what the data segments of the wasm put there. */
let pristine = new Uint8Array(0);

/** @param {(module: any) => void} [ready] */
const instantiate = (ready) => async (/** @type {any} */ settings) => {
  const { instantiateWasm } = settings;
  settings.instantiateWasm = (/** @type {any} */ imports, /** @type {any} */ receive) =>
    instantiateWasm(imports, (/** @type {any} */ instance, /** @type {any} */ module) => {
      if (pristine.length === 0) pristine = new Uint8Array(instance.exports.memory.buffer).slice();
      receive(instance, module);
    });
  const module = await create(settings);
  ready?.(module);
  return module;
};

const settings = { ...options, _makeSnapshot: true, createPyodideModule: instantiate() };
const python = /** @type {import("../pyodide.js").Pyodide} */ (
  /** @type {unknown} */ (await loadPyodide(settings))
);
python.FS.writeFile("/lib/peek.zip", readFileSync(peek));
python.runPython(readFileSync(new URL("snapshot.py", import.meta.url), "utf8"));
writeFileSync(about, python.pyimport("peek.about").as_json());
python.runPython("import sys; del sys.modules['peek.about'], __import__('peek').about");
// Frozen, what is there now costs no later collection anything.
python.runPython("import gc; gc.collect(); gc.collect(); gc.freeze()");

const module = python._module;
const used = module.HEAPU32[module._emscripten_get_sbrk_ptr() >>> 2];
const stackEnd = module._emscripten_stack_get_end();
zeroFreeChunks();
module.HEAPU8.fill(0, stackEnd, module._emscripten_stack_get_current());

const image = python.makeMemorySnapshot();
const [, start, length] = new Uint32Array(image.buffer, 0, 3);
const memory = image.subarray(start);
const references = JSON.parse(new TextDecoder().decode(image.subarray(48, 48 + length)));
const started = await memoryAfterStart(image.slice(0, start));

const { runs, pages } = difference();
const file = formatSnapshot(
  {
    pyodide: version,
    page: PAGE,
    memory: memory.length,
    used,
    stackEnd,
    sha256: createHash("sha256").update(memory.subarray(0, used)).digest("hex"),
    references,
  },
  runs,
  pages,
);
writeFileSync(out, gzipSync(file, { level: 9 }));

/** Memory of an instance that is about to be restored into: its constructors have run. */
async function memoryAfterStart(/** @type {Uint8Array} */ head) {
  /** @type {Uint8Array | undefined} */
  let seen;
  const enough = new Error("seen enough");
  const look = instantiate((m) => {
    seen = m.HEAPU8.slice();
    throw enough;
  });
  await loadPyodide({ ...options, _loadSnapshot: head, createPyodideModule: look }).catch((e) => {
    if (e !== enough) throw e;
  });
  return /** @type {Uint8Array} */ (seen);
}

/** Zeroes what dlmalloc has free, so that it compresses to nothing; headers and links stay. */
function zeroFreeChunks() {
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

/** The pages that a restore has to write, as runs of neighbours. */
function difference() {
  const zero = new Uint8Array(PAGE);
  /** @type {number[]} */
  const runs = [];
  /** @type {Uint8Array[]} */
  const pages = [];
  let previous = -2;
  for (let page = 0; page * PAGE < used; page++) {
    const at = page * PAGE;
    const bytes = memory.subarray(at, at + PAGE);
    const same = at >= stackEnd ? equal(bytes, zero) : unchanged(bytes, at);
    if (same) continue;
    if (page === previous + 1) runs[runs.length - 1] += 1;
    else runs.push(page, 1);
    previous = page;
    pages.push(bytes);
  }
  return { runs, pages };
}

/** Static data: the page is as the wasm has it, and the restoring instance leaves it so. */
function unchanged(/** @type {Uint8Array} */ bytes, /** @type {number} */ at) {
  const own = pristine.subarray(at, at + PAGE);
  return equal(bytes, own) && equal(started.subarray(at, at + PAGE), own);
}

function equal(/** @type {Uint8Array} */ a, /** @type {Uint8Array} */ b) {
  return Buffer.compare(a, b) === 0;
}
process.exit(0);
