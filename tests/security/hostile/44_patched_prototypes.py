# Tries to see or change what the box sends and gets, by patching the prototypes that its code uses.
import pyodide_js
from pyodide.ffi import JsProxy
from peek.host import HOST

Object = to_js({}).constructor
seen = []


def spy():
    def see(this=None, *rest):
        seen.extend([this, *rest])

    return create_proxy(see, capture_this=True)


# Whatever the box's code reads from a message that lacks it, or sets on an object.
for name in ("data", "event", "port", "ports", "request", "library", "line", "ready"):
    Object.defineProperty(Object.prototype, name, options(get=spy(), set=spy(), configurable=True))
# Python sees a promise as a future, so JavaScript has to do this: Object.assign(prototype, {then}).
prototypes = to_js([to_js([])]).map(pyodide_js.loadPackage).map(Object.getPrototypeOf)
prototypes.concat(to_js([options(then=spy(), finally_=spy())])).reduce(Object.assign)

print("tried")
HOST.emit({"event": "panel", "panel": "output", "append": ["emitted\n"]})
pyodide_js._api.scheduleCallback(create_proxy(lambda: print("called back")), 5)
for thing in list(seen):
    if isinstance(thing, JsProxy) and (hasattr(thing, "postMessage") or hasattr(thing, "importScripts")):
        print("reached:", str(thing)[:40])
        thing.postMessage("stolen")
print("seen:", len(seen), {type(thing).__name__ for thing in seen})
