import { loadPyodide } from "./pyodide.mjs";

const python = await loadPyodide({ stdout: (text) => postMessage(text) });
python.runPython("print(1)");
