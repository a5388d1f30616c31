// node --experimental-wasm-jspi snapshot.mjs STDLIB PEEK OUT ABOUT
//
// Makes the memory snapshot (see ../snapshot.js) and ABOUT, what the interpreter says of itself.
// JSPI must be on: a snapshot made without it switches run_sync off in whoever restores it.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { importGlue } from "./glue.mjs";
import { equal, PAGE, takeImage, writeSnapshot } from "./image.mjs";

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
python.runPython(readFileSync(new URL("forget.py", import.meta.url), "utf8"));

const image = takeImage(python);
const started = await memoryAfterStart(image.head);
const zero = new Uint8Array(PAGE);
const { stackEnd } = image.header;
writeSnapshot(out, image, (page, at) =>
  at >= stackEnd ? equal(page, zero) : unchanged(page, at),
);

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

/** Static data: the page is as the wasm has it, and the restoring instance leaves it so. */
function unchanged(/** @type {Uint8Array} */ page, /** @type {number} */ at) {
  const own = pristine.subarray(at, at + PAGE);
  return equal(page, own) && equal(started.subarray(at, at + PAGE), own);
}
process.exit(0);
