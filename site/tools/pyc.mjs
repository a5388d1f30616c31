// node pyc.mjs SOURCE PLACE OPTIMIZE OUT: a zip of Python files as a zip of .pyc files, compiled by
// the interpreter that ships. PLACE is where the zip will be in its file system; OPTIMIZE is 0 or 2
// (without docstrings and assertions).
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [source, place, optimize, out] = process.argv.slice(2);
// Columns of instructions serve tracebacks, which show none of these files: left out, they save a
// quarter of the code.
const python = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" } });
python.FS.writeFile("/tmp/source.zip", readFileSync(source));
python.runPython(readFileSync(new URL("pyc.py", import.meta.url), "utf8"));
python.globals.get("convert")(place, Number(optimize));
writeFileSync(out, python.FS.readFile("/tmp/target.zip"));
