"""The analyst tells of a program that is being typed, and never runs it."""

import json
import time
from typing import Any

import pytest

from peek import stack
from peek.analyst import typed
from peek.panels import PANELS
from peek.panels.panel import Options, Panel
from peek.protocol import PanelOptions, TypedParams, TypedResult
from played import text_of


class Fake:
    """A live panel; compiles, and fails as it is told."""

    def __init__(self) -> None:
        self.failure: BaseException | None = None

    def typed(self, source: str, options: Options) -> Any:
        compile(source, "main.py", "exec")
        if self.failure:
            raise self.failure
        return len(source), dict(options)


@pytest.fixture(autouse=True)
def bound_stack() -> None:
    """Bound the stack, as the bridge does for each request."""
    stack.protect()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    fake = Fake()
    show = Panel("fake", "Fake", "", lambda data: ["p", {}, repr(data)], typed=fake.typed)
    monkeypatch.setitem(PANELS, "fake", show)
    monkeypatch.setitem(PANELS, "idle", Panel("idle", "Idle", "", str))
    return fake


def look(source: str, *panels: str, options: PanelOptions | None = None) -> TypedResult:
    stack.protect()  # as the bridge does
    found = typed({"source": source, "panels": list(panels), "options": options or {}})
    json.dumps(found)
    return found


def test_live_panels_are_collected_with_their_options(fake: Fake) -> None:
    found = look("x = 1", "output", "idle", "fake", options={"fake": {"a": True}, "other": {}})
    assert found["views"] == {"fake": ["p", {}, "(5, {'a': True})"]}
    assert not found["failures"]
    assert found["error"] is None


def test_a_source_that_does_not_compile_has_an_error_and_no_views(fake: Fake) -> None:
    found = look("x = 1\n'🐍'; y = = 2\n", "fake", "bytecode")
    marker = {"span": "2:10-2:11", "message": "invalid syntax"}
    assert found == {"views": {}, "failures": {}, "error": marker}


@pytest.mark.parametrize(
    "source", ["return", "await = 1", "a\0b", "(", "if 1:", "\ty", "'🐍'; break"]
)
def test_errors_are_found_without_a_live_panel_too(source: str) -> None:
    error = look(source, "output")["error"]
    assert error == look(source)["error"]
    assert error is not None
    assert error["message"]


@pytest.mark.parametrize("source", ["", "await f()", "print(1)", "x is 1", "'\\d'"])
def test_sources_that_compile_have_no_error(source: str) -> None:
    assert look(source, "bytecode")["error"] is None
    assert look(source)["error"] is None


@pytest.mark.parametrize("failure", [ValueError("bad"), RecursionError(), MemoryError("much")])
def test_a_panel_that_fails_leaves_the_others_alone(fake: Fake, failure: Exception) -> None:
    fake.failure = failure
    found = look("x = 1", "fake", "bytecode")
    assert list(found["views"]) == ["bytecode"]
    assert type(failure).__name__ in found["failures"]["fake"]
    assert found["error"] is None


def test_an_unknown_panel_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        look("", "no such panel")


def test_nothing_is_run(fake: Fake) -> None:
    source = "import builtins\nbuiltins.touched = 1\n@print\nclass A: 1/0\n"
    assert look(source, "fake", "bytecode")["error"] is None
    assert "touched" not in dir(__builtins__)


def test_ten_thousand_parentheses() -> None:
    error = look("(" * 10_000, "bytecode")["error"]
    assert error is not None
    assert "parenthes" in error["message"]


@pytest.mark.parametrize(
    "source",
    ["-" * 5_000 + "1", "a" + ".b" * 3_000, "x = " + "1+" * 3_000 + "1", "a" + "()" * 3_000]
    + ["'\ud800'", "x = " + "[" * 150 + "]" * 150, "if 1: pass\n" + "elif 1: pass\n" * 2_000],
)  # fmt: skip
def test_strange_sources_end_in_an_answer(source: str) -> None:
    found = look(source, "bytecode")
    assert found["views"] or found["failures"] or found["error"]


def test_a_source_of_200_kilobytes() -> None:
    source = "value = [x + 1 for x in range(10)]  # comment\n" * 4_400
    started = time.perf_counter()
    found = look(source, "bytecode")
    assert time.perf_counter() - started < 20
    assert text_of(found["views"]["bytecode"])


def test_await_stands_at_the_top_level_of_what_is_run_only() -> None:
    source = "await f()\n"
    asked: TypedParams = {"source": source, "panels": ["bytecode"], "options": {}}
    assert typed(asked)["error"] is None
    found = typed({**asked, "module": True})
    assert found["error"] == {"span": "1:0-1:9", "message": "'await' outside function"}
    assert found["views"] == {}
