"""The seam: what packages would do by means that the browser has not is replaced here.

Each replacement is made right after the module that it changes has been imported.
"""

import sys
import types
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any

from peek import installing, threads

REPLACED: dict[str, Callable[[Any], None]] = {**threads.REPLACED, **installing.REPLACED}


class Finder:
    """Finds the modules to change, and has them changed when they have run."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        change = REPLACED.get(name)
        spec = PathFinder.find_spec(name, path, target) if change else None
        if not (change and spec and spec.loader):
            return None
        execute = spec.loader.exec_module

        def exec_module(module: types.ModuleType) -> None:
            execute(module)
            change(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def replace() -> None:
    """Have the replacements made in this interpreter, once."""
    if Finder in sys.meta_path:
        return
    sys.meta_path.insert(0, Finder)
    threads.guard_waiting()
