"""Keep recursion through C from killing the interpreter.

CPython guards its C stack by address; WebAssembly keeps return addresses elsewhere, on a stack of
the browser's that is much smaller than the C stack seems. Telling CPython that only the next part
of the C stack is its own makes it raise RecursionError in time (``Python/ceval.c``,
``_Py_ReachedRecursionLimit``; ``PyUnstable_ThreadState_SetStackProtection`` is new in 3.14).
"""

import sys
from functools import cache
from typing import Any

# Enough to import FastAPI, little enough for a `__repr__` that calls itself.
BYTES = 100_000

if sys.platform == "emscripten":
    import _testinternalcapi
    import ctypes

    def protect() -> None:
        """Bound the C stack from here on. Each entry into Python has a thread state of its own."""
        state, bound = functions()
        bound(state(), _testinternalcapi.get_stack_pointer() - BYTES, BYTES)

    @cache
    def functions() -> tuple[Any, Any]:
        """Find the two C functions, which takes milliseconds.

        Not when this is imported: a snapshot would keep their places, and WebKit has others.
        """
        state = ctypes.pythonapi["PyThreadState_Get"]
        state.restype = ctypes.c_void_p
        bound = ctypes.pythonapi["PyUnstable_ThreadState_SetStackProtection"]
        bound.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
        return state, bound

else:

    def protect() -> None:
        """Do nothing: CPython knows the stack of a real machine."""
