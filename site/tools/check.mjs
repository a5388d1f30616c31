// node check.mjs SNAPSHOT STDLIB PROGRAMS RESULTS: runs programs, each in a pristine interpreter
// restored from the snapshot that ships, and writes down which line printed what, or what the check
// of an exercise says.
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";
import { restoreMemory } from "../restore.js";
import { parseSnapshot } from "../snapshot.js";
import { importGlue } from "./glue.mjs";

const [snapshotFile, stdlib, programs, results] = process.argv.slice(2);
const snapshot = parseSnapshot(new Uint8Array(gunzipSync(readFileSync(snapshotFile))));
const create = await importGlue();
const script = readFileSync(new URL("check.py", import.meta.url), "utf8");

/** A pristine interpreter. */
const restored = () =>
  loadPyodide({
    indexURL: new URL("../node_modules/pyodide/", import.meta.url).pathname,
    stdLibURL: stdlib,
    _loadSnapshot: new Uint8Array(16), // only says that one is coming
    createPyodideModule: async (/** @type {object} */ settings) => {
      const module = await create(settings);
      await restoreMemory(module, snapshot, async () => {});
      return module;
    },
  });

const answers = [];
for (const program of JSON.parse(readFileSync(programs, "utf8"))) {
  const python = await restored();
  const look = python.runPython(script);
  answers.push(JSON.parse(await look(JSON.stringify(program))));
}
writeFileSync(results, JSON.stringify(answers));
process.exit(0);
