"""Telling the playground's objects from the program's."""

import contextlib
import linecache
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

import pytest

from peek.panels.ours import PEEK, Ours, local_to
from peek.panels.panel import Run


class Stream:
    """Stands for a stream of the runner."""

    __module__ = "peek.output"

    def __init__(self) -> None:
        self.pending: list[Any] = []


@pytest.fixture
def run() -> Iterator[Run]:
    main = ModuleType("__main__")
    code = compile("def f(): pass", "main.py", "exec")
    yield Run("def f(): pass", "main.py", code, vars(main))
    linecache.cache.pop("main.py", None)


def kept(ours: Ours, *things: object, known: tuple[object, ...] = ()) -> list[object]:
    (found,) = ours.without([list(things)], known)
    return found


def made_in(filename: str, source: str) -> Any:
    namespace: dict[str, Any] = {}
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102
    return namespace["made"]


def test_objects_of_the_program_stay(run: Run) -> None:
    things = [[], {}, made_in("main.py", "def made(): pass"), ModuleType("m"), run]
    assert kept(Ours(run), *things) == things[:4]


def test_what_a_stream_holds_is_ours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream()
    monkeypatch.setattr(sys, "stdout", stream)
    ours = Ours(run)
    stream.pending = [["text"]]
    monkeypatch.setattr(sys, "stdout", None)
    program = ["text"]
    assert kept(ours, stream, stream.pending, stream.pending[0], program) == [program]


def test_what_the_module_of_a_stream_s_function_holds_is_not_ours(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream, function = Stream(), made_in("other.py", "held = [[]]\ndef made(): pass")
    stream.pending.append(function)
    monkeypatch.setattr(sys, "stdout", stream)
    held = function.__globals__["held"]
    assert kept(Ours(run), function, held) == [held]


def test_what_a_stream_s_function_closes_over_is_ours(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "def outer(held): return lambda: held\nmade = outer([[]])"
    stream, function = Stream(), made_in("other.py", source)
    stream.pending.append(function)
    monkeypatch.setattr(sys, "stdout", stream)
    assert kept(Ours(run), function, function()) == []


def test_what_runs_our_code_is_ours(run: Run) -> None:
    source = "def made(): yield 1"
    ours, theirs = made_in(f"{PEEK}/runner.py", source), made_in("main.py", source)
    assert kept(Ours(run), ours, theirs, ours(), ours) == [theirs]


def test_the_main_module_is_ours_though_what_it_holds_is_not(run: Run) -> None:
    main = ModuleType("__main__")
    run.namespace = vars(main)
    run.namespace["held"] = held = [1]
    assert kept(Ours(run), main, vars(main), held) == [held]


def test_the_source_kept_for_tracebacks_is_ours(run: Run) -> None:
    entry = (13, None, ["def f(): pass"], "main.py")
    linecache.cache["main.py"] = entry
    assert kept(Ours(run), entry, entry[2]) == []


def test_the_function_that_runs_the_program_is_ours(run: Run) -> None:
    assert run.code is not None
    function = FunctionType(run.code, {})
    assert kept(Ours(run), function) == []


def test_the_send_method_of_the_program_s_coroutine_is_ours(run: Run) -> None:
    coroutine, other = (made_in(f, "async def made(): pass")() for f in (f"{PEEK}/x.py", "main.py"))
    send, append = other.send, list[int]().append
    assert kept(Ours(run), coroutine.send, send, append) == [send, append]
    coroutine.close()
    other.close()


def test_what_the_compiled_program_consists_of_is_ours(run: Run) -> None:
    source = "def f(): return len(print)"
    run.code = compile(source, "main.py", "exec")
    nested = run.code.co_consts[0]
    things = [run.code.co_names, run.code.co_consts, nested.co_names, ("print", "len")]
    assert kept(Ours(run), *things) == [("print", "len")]


def test_objects_can_be_declared_ours(run: Run) -> None:
    info = {"generation": 2}
    assert kept(Ours(run), info, dict(info), known=(info,)) == [{"generation": 2}]


def test_functions_that_contextlib_has_in_hand_are_ours() -> None:
    found: list[object] = []
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: found.extend(local_to(sys._getframe())))
    names = [thing.__qualname__ for thing in found if type(thing) is FunctionType]
    assert "ExitStack.__exit__.<locals>._fix_exception_context" in names
