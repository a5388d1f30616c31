// node pytest.mjs [argument of pytest ...]: runs tests/unit inside Pyodide, the interpreter that ships.
// The host's own packages serve pytest, and the standard library comes with its sources.
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const python = await loadPyodide({ env: { HOME: "/home/pyodide", COLUMNS: "100" } });
const mounts = { "/peek": process.env.PEEK_ROOT, "/packages": process.env.PEEK_PACKAGES };
for (const [path, root] of Object.entries(mounts)) {
  python.FS.mkdirTree(path);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: String(root) }, path);
}
python.runPython(readFileSync(new URL("pytest.py", import.meta.url), "utf8"));
// Inside a promising call, so that run_sync works as it does in the browser.
const main = python.runPython("main");
process.exit(await main.callPromising(process.argv.slice(2)));
