# Tries to walk from every JavaScript object at hand, through all properties, to the global scope or a port.
import time
import pyodide.ffi, pyodide_js
from pyodide.ffi import JsProxy

Object = to_js({}).constructor
known = to_js(set()).constructor.new()
WANTED = ("WorkerGlobalScope", "importScripts", "postMessage", "onmessage", "setTimeout")
# Thousands of functions and variables of the wasm module, all its memory, what kills whoever looks.
SKIPPED = ("_", "GOT", "HEAP", "miniTemp", "wasmTable", "novalue")
start = [js, pyodide_js, pyodide_js._api, to_js([1]), to_js(b"1"), scheduleCallback, pyodide_js._module]
queue = list(zip(("js", "py", "api", "list", "bytes", "schedule", "module"), start))
promises = to_js([to_js([])]).map(pyodide_js.loadPackage)
prototypes = promises.map(Object.getPrototypeOf).map(Object.getOwnPropertyDescriptors)
queue.append(("promise", prototypes.at(0)))
deadline = time.monotonic() + 5


def children(path, thing):
    yield path + ".__proto__", Object.getPrototypeOf(thing)
    if path.endswith(".contents"):
        return  # millions of bytes
    for name in Object.getOwnPropertyNames(thing):
        if path == "module" and name.startswith(SKIPPED):
            continue
        found = Object.getOwnPropertyDescriptor(thing, name)
        for part in ("value", "get", "set"):
            yield f"{path}.{name}", getattr(found, part, None)


print("tried")
while queue and time.monotonic() < deadline:
    path, thing = queue.pop(0)
    if not isinstance(thing, JsProxy) or known.has(thing):
        continue
    known.add(thing)
    try:
        for name in WANTED:
            if Object.prototype.hasOwnProperty.call(thing, name):
                print("reached:", path, name)
        queue.extend(children(path, thing))
    except Exception:
        pass  # an abstract class; there is no way on from it
print("objects:", known.size, "left:", len(queue), path)
