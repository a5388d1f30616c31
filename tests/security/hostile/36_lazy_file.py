# Tries files of Emscripten's file system that are fetched when they are read.
import pyodide_js

print("tried")
await attempt("preload", lambda: pyodide_js.FS.createPreloadedFile("/", "early", EVIL + "/stolen", True, False))
await attempt("lazy", lambda: pyodide_js.FS.createLazyFile("/", "late", EVIL + "/stolen", True, False))
await attempt("read", lambda: open("/late").read())
await asyncio.sleep(0.3)
