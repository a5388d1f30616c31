"""A way to run programs in the interpreter that the tests run in, which has to survive them."""

import atexit
import builtins
import contextlib
import gc
import linecache
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import played
from peek import runner, seam
from peek.host import HOST, Ask, Host
from peek.protocol import RunParams


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Put the interpreter back into the state it was in."""
    names, modules, state = dict(vars(builtins)), dict(sys.modules), dict(vars(sys))
    path, folder, thresholds = list(sys.path), Path.cwd(), gc.get_threshold()
    limit, callbacks = sys.getrecursionlimit(), list(gc.callbacks)
    try:
        yield
    finally:
        sys.settrace(None)
        sys.setprofile(None)
        vars(builtins).update(names)
        for name in set(vars(builtins)) - set(names):
            delattr(builtins, name)
        sys.__dict__.update(state)
        sys.modules.clear()
        sys.modules.update(modules)
        sys.path[:] = path
        sys.setrecursionlimit(limit)
        os.chdir(folder)
        gc.enable()
        gc.set_debug(0)
        gc.set_threshold(*thresholds)
        gc.callbacks[:] = callbacks
        gc.garbage.clear()
        gc.unfreeze()
        linecache.cache.pop("main.py", None)
        runner.LAST.clear()
        HOST.emit, HOST.ask = Host.emit, Host.ask


def show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: Any = None,
    line: str | None = None,
) -> None:
    """Write a warning to the program's stderr, as outside of pytest."""
    (file or sys.stderr).write(warnings.formatwarning(message, category, filename, lineno, line))


@pytest.fixture
def interpreter(tmp_path: Path) -> Iterator[None]:
    """Let a test change the interpreter, which is as it is outside of pytest."""
    with kept(), warnings.catch_warnings():
        warnings.resetwarnings()
        for ignored in (
            DeprecationWarning,
            PendingDeprecationWarning,
            ImportWarning,
            ResourceWarning,
        ):
            warnings.simplefilter("ignore", ignored)
        warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
        warnings.showwarning = show_warning
        sys.unraisablehook = sys.__unraisablehook__
        sys.excepthook = sys.__excepthook__
        atexit._clear()
        os.chdir(tmp_path)
        yield
        atexit._clear()


@pytest.fixture
def play(interpreter: None) -> played.Play:
    """Give the function that runs a program."""
    from pyodide.ffi import run_sync

    def play(
        source: str,
        *,
        files: dict[str, str] | None = None,
        stdin: tuple[str, ...] = (),
        ask: Ask | None = None,
        panels: tuple[str, ...] = (),
        options: dict[str, dict[str, bool]] | None = None,
    ) -> played.Played:
        params: RunParams = {
            "source": source,
            "filename": "main.py",
            "files": files or {},
            "panels": list(panels),
            "options": options or {},
            "stdin": list(stdin),
        }
        return played.play(run_sync, params, ask)

    return play


@pytest.fixture
def hooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the replacements made, for one test."""
    from pyodide import webloop

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.setattr(webloop, "can_run_sync", webloop.can_run_sync)
    seam.replace()
