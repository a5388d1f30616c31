# Tries to see or change what the box sends and gets, by patching the prototypes that its code uses.
import pyodide_js
from pyodide.ffi import JsProxy

seen = []
Object = to_js({}).constructor
Promise = pyodide_js.runPythonAsync("1").constructor
Function = Promise.__proto__


def spy(where):
    def see(this=None, *rest):
        seen.extend([this, *rest])

    return create_proxy(see, capture_this=True)


for name in ("data", "event", "port", "ports", "request", "library", "line", "ready", "crash"):
    Object.defineProperty(Object.prototype, name, options(set=spy(name), get=spy(name), configurable=True))
for holder, name in ((Promise.prototype, "then"), (to_js([]).constructor.prototype, "push")):
    original = getattr(holder, name)
    setattr(holder, name, spy(name))
    pyodide_js._api.scheduleCallback(create_proxy(lambda *rest: None), 5)
    print("to be captured")
    setattr(holder, name, original)
print("tried")
await asyncio.sleep(0.3)
for thing in seen:
    if isinstance(thing, JsProxy):
        names = str(thing)[:40]
        if hasattr(thing, "postMessage") or hasattr(thing, "WorkerGlobalScope"):
            print("open:", names)
            thing.postMessage(options(crash="stolen", ready=True))
print("seen", len(seen))
