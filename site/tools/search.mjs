// node search.mjs PASSAGES OUT: makes the index that the page searches, from the passages of the
// lessons and the opcodes that their programs are compiled to.
import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { loadPyodide } from "pyodide";
import { options } from "../search-index.js";

const [passages, out] = process.argv.slice(2);
const python = await loadPyodide();
const text = readFileSync(passages, "utf8");
const opcodes = python.runPython(readFileSync(new URL("search.py", import.meta.url), "utf8"));
/** @type {string[]} */
const found = JSON.parse(opcodes(text));
const index = new MiniSearch(options);
index.addAll(
  JSON.parse(text).map((/** @type {object} */ passage, /** @type {number} */ id) => ({
    ...passage,
    id,
    opcodes: found[id],
  })),
);
writeFileSync(out, JSON.stringify(index));
process.exit(0);
