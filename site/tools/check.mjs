// node check.mjs SNAPSHOT STDLIB SHELF PROGRAMS RESULTS: runs programs, each in a pristine
// interpreter restored from the snapshot that ships, and writes down which line printed what, or
// what the check of an exercise says. SHELF is a directory: what micropip finds at the
// site's root. Of the wheels in it a program gets those that it imports.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";
import { emptyLock } from "../lock.js";
import { restoreMemory } from "../restore.js";
import { parseSnapshot } from "../snapshot.js";
import { importGlue } from "./glue.mjs";

const [snapshotFile, stdlib, shelf, programs, results] = process.argv.slice(2);
const snapshot = parseSnapshot(new Uint8Array(gunzipSync(readFileSync(snapshotFile))));
const create = await importGlue();
const script = readFileSync(new URL("check.py", import.meta.url), "utf8");
const lock = JSON.parse(readFileSync(new URL("../../py/peek/packages.json", import.meta.url), "utf8"));

/** A pristine interpreter. */
const restored = () =>
  loadPyodide({
    indexURL: new URL("../node_modules/pyodide/", import.meta.url).pathname,
    stdLibURL: stdlib,
    lockFileContents: emptyLock(), // as in the box: micropip must not find Pyodide's own packages
    _loadSnapshot: new Uint8Array(16), // only says that one is coming
    createPyodideModule: async (/** @type {object} */ settings) => {
      const module = await create(settings);
      await restoreMemory(module, { snapshots: [snapshot], libraries: [] }, async () => {});
      return module;
    },
  });

const answers = [];
for (const program of JSON.parse(readFileSync(programs, "utf8"))) {
  const python = await restored();
  python.FS.mkdir("/shelf");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: shelf }, "/shelf");
  python.runPython(script);
  const text = JSON.stringify(program);
  for (const name of JSON.parse(python.globals.get("packages")(text))) {
    const file = lock.packages[name].file_name;
    python.FS.writeFile(`/tmp/${file}`, readFileSync(join(shelf, "wheels", file)));
    python.globals.get("add")(`/tmp/${file}`);
  }
  answers.push(JSON.parse(await python.globals.get("look")(text)));
}
writeFileSync(results, JSON.stringify(answers));
process.exit(0);
