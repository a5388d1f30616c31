"""The door between the worker and Python: JSON in, JSON out."""

import inspect
import json
import random
import sys
from collections.abc import Callable
from typing import Any

from peek import analyst, runner
from peek.host import HOST, NoInputError
from peek.imports import missing_modules

METHODS: dict[str, Callable[[Any], Any]] = {
    "run": runner.run,
    "ran": runner.ran,
    "typed": analyst.typed,
    "missing": missing_modules,
}


def connect(emit: Callable[[str], None], ask: Any, block: Any) -> None:
    """Take the worker's functions, after every boot.

    ``emit(json)`` sends an event. ``ask()`` is a promise of the next line of input and needs stack
    switching; ``block()`` waits for it in place and is None where memory cannot be shared.
    """
    HOST.emit = lambda event: emit(json.dumps(event))
    HOST.ask = asker(ask, block)
    random.seed()  # a restored interpreter would repeat the numbers of the one in the snapshot
    sys.path_importer_cache.clear()


def asker(ask: Any, block: Any) -> Callable[[], str | None]:
    """Choose the way to wait for input that works in this browser, at the moment of waiting."""
    from pyodide.ffi import can_run_sync, run_sync

    def wait() -> str | None:
        HOST.emit({"event": "input", "prompt": ""})
        if can_run_sync():
            line = run_sync(ask())
        elif block is not None:
            line = block()
        else:
            raise NoInputError
        return None if line is None else str(line)

    return wait


async def handle(request: str) -> str:
    """Answer one request; Peek's own failure becomes ``{"failure": text}``."""
    message = json.loads(request)
    try:
        found = METHODS[message["method"]](message["params"])
        if inspect.isawaitable(found):
            found = await found
        return json.dumps({"result": found})
    except Exception:  # noqa: BLE001  (our failure; the page shows it and restarts)
        return json.dumps({"failure": runner.failure()})
