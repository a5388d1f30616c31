// node pyc-wheels.mjs WHEELS PLACE OUT: of each wheel in the directory a zip of the .pyc files that an
// import from PLACE looks for, compiled by the interpreter that ships.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";

const [wheels, place, out] = process.argv.slice(2);
const python = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" } });
python.runPython(readFileSync(new URL("pyc.py", import.meta.url), "utf8"));
mkdirSync(out, { recursive: true });
for (const wheel of readdirSync(wheels)) {
  python.FS.writeFile("/tmp/source.zip", readFileSync(join(wheels, wheel)));
  python.globals.get("cache")(place);
  writeFileSync(join(out, `${wheel}.pyc.zip`), python.FS.readFile("/tmp/target.zip"));
}
