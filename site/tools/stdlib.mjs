// node stdlib.mjs OUT: the standard library as a zip of .pyc files, compiled by the interpreter itself.
import { writeFileSync } from "node:fs";
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const python = await loadPyodide();
const script = readFileSync(new URL("stdlib.py", import.meta.url), "utf8");
python.runPython(script, { filename: "stdlib.py" });
writeFileSync(process.argv[2], python.FS.readFile("/tmp/stdlib.zip"));
