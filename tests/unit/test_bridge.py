"""The door: JSON in, JSON out, whatever happens behind it."""

import json
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from peek import bridge
from peek.host import HOST, Host, NoInputError
from played import Play


@pytest.fixture
def call() -> Callable[..., Any]:
    """Give the function that sends a request and reads the answer."""
    from pyodide.ffi import run_sync

    def call(method: str, params: object) -> Any:
        answer = run_sync(bridge.handle(json.dumps({"method": method, "params": params})))
        assert isinstance(answer, str)
        return strict(answer)

    return call


@pytest.fixture(autouse=True)
def host() -> Iterator[None]:
    yield
    HOST.emit, HOST.ask = Host.emit, Host.ask


def strict(text: str) -> Any:
    """Read JSON as the page does, which knows no NaN."""

    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refuse)


def test_a_method_is_called_and_answers(call: Callable[..., Any]) -> None:
    needs = {"modules": ["no_such"], "packages": [], "note": ""}
    assert call("needs", {"source": "import no_such, sys", "files": {}}) == {"result": needs}


def test_a_program_is_run(call: Callable[..., Any], interpreter: None) -> None:
    events: list[Any] = []
    bridge.connect(lambda text: events.append(strict(text)), None, None)
    params = {"source": "print('é\\ud800'.encode('utf-8', 'replace'))", "filename": "main.py"}
    answer = call("run", {**params, "files": {}, "panels": [], "options": {}, "stdin": []})
    assert answer["result"]["status"] == "finished"
    assert all(set(event) == {"event", "panel", "append"} for event in events)
    text = "".join(node[2] for event in events for node in event["append"])
    assert text == "b'\\xc3\\xa9?'\n"


@pytest.mark.parametrize(
    ("method", "params", "word"),
    [
        ("no such method", {}, "KeyError: 'no such method'"),
        ("needs", {}, "KeyError: 'source'"),
        ("needs", None, "TypeError"),
        ("ran", {"panel": "output", "options": {}}, "has nothing to show"),
        ("ran", {"panel": "no such panel", "options": {}}, "KeyError"),
        ("run", {"source": ""}, "KeyError"),
        ("typed", {"source": "", "panels": ["no such panel"], "options": {}}, "KeyError"),
    ],
)
def test_our_failure_is_told(
    call: Callable[..., Any], method: str, params: object, word: str
) -> None:
    answer = call(method, params)
    assert list(answer) == ["failure"]
    assert word in answer["failure"]


@pytest.mark.parametrize(
    "request_", ["", "{", "[]", "7", "null", "{}", '{"method": "run"}', '{"method": []}']
)
def test_a_request_that_is_none_is_a_failure(request_: str) -> None:
    from pyodide.ffi import run_sync

    assert list(strict(run_sync(bridge.handle(request_)))) == ["failure"]


CYCLE: list[Any] = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize(
    "found",
    [object(), {1, 2}, float("nan"), float("inf"), CYCLE, {(1, 2): 3}, b"bytes", [10**5000]],
)
def test_what_is_no_json_does_not_get_out(
    call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, found: object
) -> None:
    monkeypatch.setitem(bridge.METHODS, "odd", lambda params: found)
    assert list(call("odd", {})) == ["failure"]


@pytest.mark.parametrize(
    "failure", [ValueError("v"), SystemExit(3), KeyboardInterrupt(), NoInputError()]
)
def test_no_exception_gets_out(
    call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    async def fail(params: object) -> None:
        raise failure

    monkeypatch.setitem(bridge.METHODS, "fail", fail)
    assert type(failure).__name__ in call("fail", {})["failure"]


def test_surrogates_pass(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bridge.METHODS, "echo", lambda params: params)
    assert call("echo", "a\ud800b") == {"result": "a\ud800b"}


def test_events_are_json(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    bridge.connect(texts.append, None, None)
    monkeypatch.setattr(json, "dumps", None)  # as a program may do
    HOST.emit({"event": "input", "prompt": "é\ud800"})
    assert strict(texts[0]) == {"event": "input", "prompt": "é\ud800"}
    assert texts[0].isascii()
    with pytest.raises(ValueError, match="JSON"):
        HOST.emit({"event": "panel", "panel": "x", "view": float("nan")})


def test_random_numbers_differ_after_every_boot() -> None:
    numbers = set()
    for _ in range(3):
        random.seed(1)
        bridge.connect(lambda text: None, None, None)
        numbers.add(random.random())
    assert len(numbers) == 3


def test_folders_are_looked_at_anew_after_every_boot() -> None:
    sys.path_importer_cache["/somewhere"] = None
    bridge.connect(lambda text: None, None, None)
    assert "/somewhere" not in sys.path_importer_cache


class Reader:
    """Answers like the worker: with a promise where that can be waited for, and in place."""

    def __init__(self, line: object) -> None:
        self.line = line
        self.ways: list[str] = []
        self.events: list[Any] = []

    async def _promise(self) -> object:
        return self.line

    def ask(self) -> Any:
        self.ways.append("promise")
        return self._promise()

    def block(self) -> object:
        self.ways.append("block")
        return self.line

    def connect(self, *, block: bool) -> None:
        bridge.connect(
            lambda text: self.events.append(strict(text)), self.ask, self.block if block else None
        )


def null() -> object:
    """JavaScript's null, as it comes out of a promise."""
    from pyodide.code import run_js

    return run_js("null")


@pytest.mark.parametrize("can_switch", [True, False])
@pytest.mark.parametrize("block", [True, False])
def test_input_comes_the_way_that_works(
    monkeypatch: pytest.MonkeyPatch, can_switch: bool, block: bool
) -> None:
    import pyodide.ffi

    monkeypatch.setattr(pyodide.ffi, "can_run_sync", lambda: can_switch)
    reader = Reader("line")
    reader.connect(block=block)
    if not can_switch and not block:
        with pytest.raises(NoInputError):
            HOST.ask()
        assert (reader.ways, reader.events) == ([], [])
        return
    assert HOST.ask() == "line"
    assert reader.ways == ["promise" if can_switch else "block"]
    assert reader.events == [{"event": "input", "prompt": ""}]


@pytest.mark.parametrize("block", [True, False])
def test_null_is_the_end_of_the_input(monkeypatch: pytest.MonkeyPatch, block: bool) -> None:
    import pyodide.ffi

    monkeypatch.setattr(pyodide.ffi, "can_run_sync", lambda: not block)
    for nothing in (null(), None):
        reader = Reader(nothing)
        reader.connect(block=block)
        assert HOST.ask() is None


def test_a_program_waits_for_a_promise(play: Play) -> None:
    reader = Reader("Ada")
    reader.connect(block=False)
    played = play("print(input('name? '))\nimport asyncio\nawait asyncio.sleep(0)\nprint(input())")
    assert played.text == "name? Ada\nAda\nAda\nAda\n"
    assert reader.ways == ["promise"] * 2
