"""The door between the worker and Python: JSON in, JSON out."""

import inspect
import json
import random
import sys
from collections.abc import Callable
from typing import Any

from peek import analyst, checks, difference, installing, packages, runner, stack
from peek.host import HOST, NoInputError
from peek.imports import needs

encode = json.JSONEncoder(allow_nan=False).encode  # the page's JSON knows no NaN
decode = json.JSONDecoder().decode

METHODS: dict[str, Callable[[Any], Any]] = {
    "run": runner.run,
    "ran": runner.ran,
    "check": checks.check,
    "typed": analyst.typed,
    "needs": needs,
    "add": packages.add,
    "deliver": installing.deliver,
    "compare": difference.compare,
}


def connect(emit: Callable[[str], None], ask: Any, block: Any) -> None:
    """Take the worker's functions, after every boot.

    ``emit(json)`` sends an event. ``ask()`` is a promise of the next line of input and needs stack
    switching; ``block()`` waits for it in place and is None where memory cannot be shared.
    """
    HOST.emit = lambda event: emit(encode(event))
    HOST.ask = asker(ask, block)
    random.seed()  # a restored interpreter would repeat the numbers of the one in the snapshot
    sys.path_importer_cache.clear()
    stack.protect()  # the first time takes longest


def asker(ask: Any, block: Any) -> Callable[[], str | None]:
    """Choose the way to wait for input that works in this browser, at the moment of waiting."""
    from pyodide.ffi import can_run_sync, run_sync

    def wait() -> str | None:
        if not can_run_sync() and block is None:
            raise NoInputError
        HOST.emit({"event": "input", "prompt": ""})
        line = run_sync(ask()) if can_run_sync() else block()
        return line if isinstance(line, str) else None  # JavaScript's null is not None

    return wait


async def handle(request: str) -> str:
    """Answer one request; Peek's own failure becomes ``{"failure": text}``."""
    try:
        stack.protect()
        message = decode(request)
        found = METHODS[message["method"]](message["params"])
        if inspect.isawaitable(found):
            found = await found
        return encode({"result": found})
    except BaseException:  # our failure; the page shows it and restarts
        return encode({"failure": runner.failure()})
