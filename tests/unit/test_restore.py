"""Whatever a program changes in the interpreter, its end is told."""

import builtins
import json
import sys
import time

import pytest

from peek.restore import free_tools, keeper
from played import Play


def test_builtins_and_the_limit_of_recursion_are_put_back(interpreter: None) -> None:
    limit, restore = sys.getrecursionlimit(), keeper()
    sys.setrecursionlimit(limit + 500)
    del builtins.len
    vars(builtins).update(print=None, extra=1)
    restore()
    assert (len("ab"), print is None) == (2, False)
    assert sys.getrecursionlimit() == limit
    assert vars(builtins)["extra"] == 1, "what has been added stays"


def test_free_tools(interpreter: None) -> None:
    free = free_tools()
    assert free
    sys.monitoring.use_tool_id(free[0], "test")
    try:
        assert free_tools() == free[1:]
    finally:
        sys.monitoring.free_tool_id(free[0])


SABOTAGE = {
    "builtins": "builtins.__dict__.clear()",
    "len": "del builtins.len, builtins.isinstance, builtins.str, builtins.print",
    "patched": "builtins.len = builtins.isinstance = builtins.getattr = builtins.set = None",
    "sys.modules": "sys.modules.clear()",
    "imports": "for found in sys.modules, sys.meta_path, sys.path, sys.path_hooks: found.clear()",
    "sys.modules gone": "sys.modules = {}",
    "settrace": "sys.settrace(lambda *a: print('traced') if a[0].f_code.co_filename != 'main.py' else None)",
    "setprofile": "sys.setprofile(lambda *a: a[1] == 'call' and print('profiled'))",
    "bad trace": "sys.settrace(lambda *a: 1/0)",
    "monitoring": "m = sys.monitoring\nm.use_tool_id(3, 'mine')\nm.set_events(3, m.events.PY_START)\n"
    "m.register_callback(3, m.events.PY_START, lambda *a: print('seen'))",
    "gc": "import gc\ngc.disable()\ngc.set_threshold(1)",
    "deep limit": "sys.setrecursionlimit(10**6)",
    "low limit": "sys.setrecursionlimit(60)",
    "linecache": "import linecache\nlinecache.clearcache()\nopen('main.py', 'w').write('other')",
    "json": "import json\njson.dumps = json.loads = None",
    "time": "import time\ntime.monotonic = time.perf_counter = lambda: 1/0",
    "traceback limit": "sys.tracebacklimit = 1000",
    "warnings": "import warnings\nwarnings.simplefilter('error')",
    "exit functions": "import atexit\natexit._clear()",
    "main": "del sys.modules['__main__']",
    "globals": "globals().clear()",
    "event loop": "import asyncio\nasyncio.set_event_loop(None)",
    "path": "sys.path.clear()\nsys.meta_path.clear()\nsys.path_hooks.clear()",
    "folder": "import os\nos.chdir('/')",
}


PATCHED = [(json, "dumps"), (json, "loads"), (time, "monotonic"), (time, "perf_counter")]


@pytest.mark.parametrize("source", SABOTAGE.values(), ids=SABOTAGE)
def test_programs_cannot_break_the_report(
    play: Play, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    for module, name in PATCHED:
        monkeypatch.setattr(module, name, getattr(module, name))
    meta, hooks = list(sys.meta_path), list(sys.path_hooks)
    played = play(f"import builtins, sys\n{source}\n1/0")
    sys.meta_path[:], sys.path_hooks[:] = meta, hooks
    assert played.status == "failed", played.text
    assert [name for name, _ in played.pieces if name != "written"][-1] == "traceback"
    lines = played.traceback.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "ZeroDivisionError: division by zero"
    line = source.count("\n") + 3
    assert (f"{line}:0-{line}:3" == played.result["markers"][0]["span"]) or source.startswith(
        "sys.settrace(lambda *a: 1/0"
    )
    assert "    1/0" in lines
    outside = [text for name, text in played.pieces if name != "traceback"]
    assert not any(
        word in text for text in outside for word in ("peek/", "traced", "profiled", "seen")
    )
