"""Keep recursion through C from killing the interpreter.

CPython guards its C stack by address; WebAssembly keeps return addresses elsewhere, on a stack of
the browser's that is much smaller than the C stack seems. Telling CPython that only the next part
of the C stack is its own makes it raise RecursionError in time (``Python/ceval.c``,
``_Py_ReachedRecursionLimit``; ``PyUnstable_ThreadState_SetStackProtection`` is new in 3.14).
"""

import sys
from typing import Any

# Enough to import FastAPI, little enough for a `__repr__` that calls itself.
BYTES = 100_000

if sys.platform == "emscripten":
    import ctypes

    import _testinternalcapi

    def protect() -> None:
        """Bound the C stack from here on. Each entry into Python has a thread state of its own."""
        address, size = ctypes.c_void_p, ctypes.c_size_t
        state = function("PyThreadState_Get", address)
        bound = function("PyUnstable_ThreadState_SetStackProtection", None, address, address, size)
        bound(state(), _testinternalcapi.get_stack_pointer() - BYTES, BYTES)

    def function(name: str, returns: Any, *takes: Any) -> Any:
        """Look a C function up each time: WebKit has it elsewhere than the snapshot's maker had."""
        found = ctypes.pythonapi[name]
        found.restype, found.argtypes = returns, takes
        return found

else:

    def protect() -> None:
        """Do nothing: CPython knows the stack of a real machine."""
