// node --experimental-wasm-jspi layer.mjs STDLIB BELOW WHEELS SCRIPT OUT
//
// Makes a snapshot on top of the snapshot BELOW: the WHEELS (JSON, a list of paths) are added to that
// interpreter, and SCRIPT, Python, imports what the snapshot is to hold. OUT is a directory: the
// snapshot goes there, and the side modules that it refers to, as 0.wasm and so on.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";
import { freeFiles, recordLinkage } from "../linking.js";
import { restoreMemory } from "../restore.js";
import { parseSnapshot } from "../snapshot.js";
import { importGlue } from "./glue.mjs";
import { equal, PAGE, takeImage, writeSnapshot } from "./image.mjs";

const [stdlib, belowFile, wheels, script, out] = process.argv.slice(2);
process.argv.splice(1, Infinity, "peek"); // argv becomes part of the memory

const create = await importGlue();
const below = parseSnapshot(new Uint8Array(gunzipSync(readFileSync(belowFile))));
let before = new Uint8Array(0);
const settings = {
  indexURL: new URL("../node_modules/pyodide/", import.meta.url).pathname,
  stdLibURL: stdlib,
  _makeSnapshot: true,
  _loadSnapshot: new Uint8Array(16), // only says that one is coming
  createPyodideModule: async (/** @type {object} */ given) => {
    const module = await create(given);
    await restoreMemory(module, { snapshots: [below], libraries: [] }, async (memory) => {
      before = memory.slice();
    });
    return module;
  },
};
const python = /** @type {import("../pyodide.js").Pyodide} */ (
  /** @type {unknown} */ (await loadPyodide(settings))
);
const { add } = python.pyimport("peek.packages");
for (const wheel of JSON.parse(wheels)) {
  python.FS.writeFile(`/tmp/${basename(wheel)}`, readFileSync(wheel));
  add.call(null, python.runPython(`{"files": ["/tmp/${basename(wheel)}"]}`));
}
python.runPython(readFileSync(script, "utf8"));
python.runPython(readFileSync(new URL("forget.py", import.meta.url), "utf8"));

const linkage = recordLinkage(python._module);
freeFiles(python._module, linkage);
linkage.libraries.forEach(({ path }, index) => {
  writeFileSync(join(out, `${index}.wasm`), python.FS.readFile(path));
});
const image = takeImage(python);
Object.assign(image.header, { over: below.sha256 }, linkage.libraries.length > 0 && { linkage });
writeSnapshot(join(out, "snapshot.bin"), image, (page, at) =>
  equal(page, before.subarray(at, at + PAGE)),
);
process.exit(0);
