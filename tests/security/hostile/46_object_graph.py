# Tries to walk from every JavaScript object at hand, through all properties, to the global scope or a port.
import pyodide.ffi, pyodide_js
from pyodide.ffi import JsProxy

Object = to_js({}).constructor
Set = to_js({1}).constructor
WANTED = ("fetch", "postMessage", "WorkerGlobalScope", "importScripts", "indexedDB", "XMLHttpRequest")
known = Set.new()
queue = [("js", js), ("pyodide_js", pyodide_js), ("list", to_js([1])), ("bytes", to_js(b"1"))]
queue += [("error", pyodide.ffi.JsException), ("promise", pyodide_js.runPythonAsync("1"))]
queue += [(name, getattr(pyodide.ffi, name)) for name in dir(pyodide.ffi)]
open_ways = 0


def children(thing):
    yield "__proto__", Object.getPrototypeOf(thing)
    for name in Object.getOwnPropertyNames(thing):
        descriptor = Object.getOwnPropertyDescriptor(thing, name)
        for part in ("value", "get", "set"):
            yield f"{name}.{part}", getattr(descriptor, part, None)
        if getattr(descriptor, "get", None):
            yield f"{name}()", getattr(thing, name, None)


while queue and known.size < 20_000:
    path, thing = queue.pop(0)
    if not isinstance(thing, JsProxy) or known.has(thing):
        continue
    known.add(thing)
    for name in WANTED:
        if path.count(".") < 40 and Object.prototype.hasOwnProperty.call(thing, name):
            open_ways += 1
            print("open:", path, name)
    try:
        queue += [(f"{path}.{name}", child) for name, child in children(thing)]
    except BaseException as error:
        pass
print("objects:", known.size)
print("tried")
