# Tries the IndexedDB that Emscripten's file system keeps at hand.
import pyodide_js

await attempt("factory", lambda: pyodide_js.FS.filesystems.IDBFS.indexedDB().open("stolen"))
await attempt("getDB", lambda: pyodide_js.FS.filesystems.IDBFS.getDB("stolen", create_proxy(lambda *rest: None)))
await asyncio.sleep(0.3)
print("tried")
