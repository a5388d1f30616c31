"""One run: what it reports, whatever the program and the panels do."""

import asyncio
import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from peek import runner
from peek.host import HOST
from peek.panels import PANELS
from peek.panels.panel import Options, Panel, Run, Update
from played import Play, Played, text_of


def test_a_program_that_prints(play: Play) -> None:
    played = play("print('hello', 1)")
    assert {**played.result, "duration": 0} == {"status": "finished", "duration": 0, "markers": []}
    assert played.result["duration"] > 0
    appended = [event.get("append") for event in played.of("output")]
    assert appended == [[["span", {"class": "stdout"}, text]] for text in ("hello", " ", "1", "\n")]


def test_an_empty_program(play: Play) -> None:
    played = play("")
    assert (played.events, played.status) == ([], "finished")


def test_streams_come_in_order(play: Play) -> None:
    played = play("""
import sys
print('a')
print('b', file=sys.stderr)
sys.stdout.buffer.write(b'c\\n')
print('d', end='')
sys.stderr.write('e')
print('f')
""")
    assert played.pieces == [
        ("stdout", "a\n"),
        ("stderr", "b\n"),
        ("stdout", "c\nd"),
        ("stderr", "e"),
        ("stdout", "f\n"),
    ]


def test_colours_become_classes(play: Play) -> None:
    played = play("print('\\x1b[1;31mred\\x1b[0m')")
    assert played.pieces == [("stdout ansi-bold ansi-red", "red"), ("stdout", "\n")]


def test_a_failure(play: Play) -> None:
    played = play("print('a')\ndef f():\n    return 1 / 0\nf()\n")
    assert played.status == "failed"
    assert played.result["markers"] == [
        {"span": "3:11-3:16", "message": "ZeroDivisionError: division by zero"}
    ]
    assert [name for name, _ in played.pieces] == ["stdout", "traceback"]
    assert played.traceback.splitlines()[0] == "Traceback (most recent call last):"
    assert played.links == ["4", "3"]


def test_a_source_that_does_not_compile(play: Play) -> None:
    played = play("print('never')\nx = = 1\n")
    assert played.status == "failed"
    assert played.result["markers"] == [{"span": "2:4-2:5", "message": "invalid syntax"}]
    assert played.traceback.startswith('  File "main.py", line 2\n    x = = 1\n')
    assert played.links == ["2"]
    assert [name for name, _ in played.pieces] == ["traceback"]


@pytest.mark.parametrize("source", ["a\0b", "('" * 5_000, "(" * 10_000, "def f(:"])
def test_sources_that_cannot_be_compiled(play: Play, source: str) -> None:
    played = play(source)
    assert played.status == "failed"
    assert len(played.result["markers"]) == 1
    assert "SyntaxError" in played.traceback


INPUT = {
    "print(input('name? '))": "name? |Ada\n|Ada\n",
    "def f(): return input()\nprint(f())": "|Ada\n|Ada\n",
    "print([input() for _ in range(2)])": "|Ada\nBob\n|['Ada', 'Bob']\n",
    "print(list(map(input, 'ab')))": "a|Ada\n|b|Bob\n|['Ada', 'Bob']\n",
    "import sys\nprint(sys.stdin.readline())": "|Ada\n|Ada\n\n",
    "import sys\nprint(sys.stdin.read())": "|Ada\nBob\nCyd\n|Ada\nBob\nCyd\n\n",
    "import sys\nfor line in sys.stdin: print(line, end='')": "|Ada\n|Ada\n|Bob\n|Bob\n|Cyd\n|Cyd\n",
    "import sys\nprint(sys.stdin.buffer.readline())": "|Ada\n|b'Ada\\n'\n",
    "import asyncio\nawait asyncio.sleep(0)\nprint(input())": "|Ada\n|Ada\n",
    "import asyncio\nasync def f(): return input()\nprint(asyncio.run(f()))": "|Ada\n|Ada\n",
}


@pytest.mark.parametrize("given", [True, False], ids=["given", "typed"])
@pytest.mark.parametrize(("source", "expected"), INPUT.items())
def test_input(play: Play, source: str, expected: str, given: bool) -> None:
    names = ("Ada", "Bob", "Cyd")
    lines = iter(names)
    ask = (lambda: None) if given else (lambda: next(lines, None))
    played = play(source, stdin=names if given else (), ask=ask)
    assert played.status == "finished", played.text
    parts = "".join(text if name == "stdout" else f"|{text}|" for name, text in played.pieces)
    assert parts.strip("|") == expected.strip("|")
    assert all(name in ("stdout", "stdin") for name, _ in played.pieces)


@pytest.mark.parametrize(
    "ask_for_it",
    ["input('prompt> ')", "print('prompt> ', end='') or sys.stdin.readline()"],
)
def test_the_prompt_is_shown_before_the_reader_is_asked(
    play: Play, monkeypatch: pytest.MonkeyPatch, ask_for_it: str
) -> None:
    monkeypatch.setattr("peek.output.monotonic", lambda: 0.0)  # so output waits for its batch
    shown_before: list[str] = []

    def ask() -> str:
        emit: Any = HOST.emit
        shown_before.append(Played(emit.__self__, {}).text)  # type: ignore[typeddict-item]
        return "line"

    played = play(f"import sys\nfor n in range(3000): print(n)\nx = {ask_for_it}", ask=ask)
    assert shown_before[0].endswith("2999\nprompt> ")
    assert played.text == shown_before[0] + "line\n"


def test_the_end_of_the_input(play: Play) -> None:
    played = play("try: input()\nexcept EOFError as e: print(e)\ninput('again ')", ask=lambda: None)
    assert played.status == "failed"
    assert played.text.startswith("EOF when reading a line\nagain Traceback")
    assert played.links == ["3"]


@pytest.mark.parametrize(
    "source",
    [
        "print('a')\ninput('> ')\nprint('never')",
        "print('a')\ntry: input('> ')\nexcept Exception: print('never')",
        "print('a')\ntry: input('> ')\nexcept BaseException: pass",
        "print('a')\nprint('> ', end='')\nimport sys\nsys.stdin.read()",
        "print('a')\nprint('> ', end='')\nimport sys\nfor line in sys.stdin: print('never')",
        "print('a')\nimport asyncio\nasync def f(): input('> ')\nasync with asyncio.TaskGroup() as g:\n"
        "  g.create_task(f())",
        "print('a')\ntry: input('> ')\nfinally: import sys; sys.exit(3)",
    ],
)
def test_where_nothing_can_wait_the_run_ends_for_want_of_input(play: Play, source: str) -> None:
    played = play(source)
    assert played.status == "input"
    assert played.text == "a\n> "
    assert played.result["markers"] == []


def test_the_lines_given_are_used_up_first(play: Play) -> None:
    played = play("print(input())\nprint(input())", stdin=("one",))
    assert (played.status, played.text) == ("input", "one\none\n")


def test_input_without_streams_fails_as_in_cpython(play: Play) -> None:
    assert "RuntimeError: lost sys.stdin" in play("import sys\nsys.stdin = None\ninput()").text
    played = play("import sys\nsys.stdout = None\ninput()", stdin=("a",))
    assert "RuntimeError: lost sys.stdout" in played.text


def test_a_program_may_give_itself_input(play: Play) -> None:
    played = play("import io, sys\nsys.stdin = io.StringIO('a\\nb')\nprint(input(), input())")
    assert played.text == "a b\n"


STREAMS = {
    "sys.stdout = None\nprint('lost')": "",
    "sys.stdout.close()": "",
    "sys.stdout.close()\nsys.stderr.close()": "",
    "sys.stdout = io.StringIO()\nprint('kept')\nsys.stdout = sys.__stdout__\nprint('back')": "back\n",
    "with contextlib.redirect_stdout(io.StringIO()) as f: print('a')\nprint(repr(f.getvalue()))": "'a\\n'\n",
    "sys.stdout = io.TextIOWrapper(sys.stdout.buffer, 'utf-8')\nprint('ü')": "ü\n",
    "sys.stdout = open(os.devnull, 'w')\nprint('a')": "",
    "sys.stdout = object()": "",
    "del sys.stdout, sys.stderr, sys.stdin": "",
    "class Bad:\n  def write(s, t): 1/0\n  def flush(s): raise SystemExit(9)\nsys.stdout = Bad()": "",
    "class Tee:\n  def write(s, t): sys.__stdout__.write(t.upper())\nsys.stdout = Tee()\nprint('a')": "A\n",
    "class Held:\n  text = ''\n  def write(s, t): s.text += t\n"
    "  def flush(s): sys.__stdout__.write(s.text)\nsys.stdout = Held()\nprint('a')": "a\n",
    "sys.stdout.reconfigure(write_through=False)\nprint('held')": "held\n",
    "sys.stdout.reconfigure(encoding='utf-16-le')\nprint('a')": "a\0\n\0",
    "sys.stdout.buffer.write(b'\\xe2\\x82')": "\\xe2\\x82",
    "builtins.print = lambda *a: sys.stdout.write('patched\\n')\nprint(1)": "patched\n",
    "sys.stdout.write = lambda text: 0\nprint('a')": "",
    "print(sys.stdout.isatty(), sys.stdout.encoding, sys.stdin.encoding)": "False utf-8 utf-8\n",
    "print('\\udc80', file=sys.stderr)": "\\udc80\n",
    "log = logging.Logger('x')\nlog.addHandler(logging.StreamHandler())\nlog.warning('w')": "w\n",
    "print(1, flush=True)": "1\n",
}
IMPORTS = "import builtins, contextlib, io, logging, os, sys\n"


@pytest.mark.parametrize(("source", "expected"), STREAMS.items())
def test_programs_may_do_anything_to_the_streams(play: Play, source: str, expected: str) -> None:
    played = play(IMPORTS + source)
    assert (played.text, played.status) == (expected, "finished")


@pytest.mark.parametrize(("source", "expected"), STREAMS.items())
def test_and_their_failure_is_told_all_the_same(play: Play, source: str, expected: str) -> None:
    played = play(f"{IMPORTS}{source}\n1/0")
    assert played.status == "failed"
    assert played.text.replace(expected, "", 1) == played.traceback
    assert played.traceback.endswith("ZeroDivisionError: division by zero\n")


def test_a_flood_ends_with_what_was_left_out(play: Play) -> None:
    played = play("for n in range(12_000): print(n)\n1/0")
    names = [name for name, _ in played.pieces]
    assert names == ["stdout", "note", "traceback"]
    assert played.pieces[0][1] == "".join(f"{n}\n" for n in range(10_000))
    assert "2,000 more lines (12,000 characters) left out" in played.text
    assert played.text.count("left out") == 1


def test_a_message_of_exit_comes_through_a_flood_no_more(play: Play) -> None:
    played = play("import sys\nprint('\\n' * 10_001)\nsys.exit('why')")
    assert played.result["exit_code"] == 1
    assert played.text.count("left out") == 1


def test_the_streams_are_put_back(play: Play) -> None:
    before = sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__
    play("import sys\nsys.stdout = sys.__stdout__ = sys.stdin = None\n1/0")
    after = sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__
    assert after == before


@dataclass
class Fake:
    """A panel that writes down what it is asked and may fail anywhere."""

    fails_in: str = ""

    def __post_init__(self) -> None:
        self.calls: list[Any] = []

    def check(self, place: str) -> None:
        self.calls.append(place)
        if self.fails_in == place:
            raise LookupError(f"failed in {place}")
        if self.fails_in == f"exit in {place}":
            raise SystemExit(place)

    def show(self, data: Any) -> Any:
        self.check("show")
        return object() if self.fails_in == "node" else ["p", {}, str(data)]

    @contextlib.contextmanager
    def watch(self, run: Run, update: Update) -> Iterator[None]:
        self.check("enter")
        update("begun")
        yield
        self.calls.append(run.namespace.get("x"))
        update("ended")
        self.check("exit")

    def ran(self, run: Run, options: Options) -> Any:
        self.check("ran")
        return run.namespace.get("x"), dict(options)

    def panel(self, name: str) -> Panel:
        return Panel(name, name.title(), "", self.show, watch=self.watch, ran=self.ran)


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> tuple[Fake, Fake]:
    first, second = Fake(), Fake()
    monkeypatch.setitem(PANELS, "first", first.panel("first"))
    monkeypatch.setitem(PANELS, "second", second.panel("second"))
    return first, second


def shown(events: list[Any]) -> list[str]:
    return [text_of(e["view"]) if "view" in e else "error" for e in events]


def test_panels_watch_and_collect(play: Play, fakes: tuple[Fake, Fake]) -> None:
    played = play("x = 7", panels=("output", "first"), options={"first": {"a": True}})
    assert fakes[0].calls == ["enter", "show", 7, "show", "exit", "ran", "show"]
    assert shown(played.of("first")) == ["begun", "ended", "(7, {'a': True})"]
    assert fakes[1].calls == []


def test_panels_collect_after_a_failure_too(play: Play, fakes: tuple[Fake, Fake]) -> None:
    assert shown(play("x = 7\n1/0", panels=("first",)).of("first"))[-1] == "(7, {})"
    assert shown(play("x = = 7", panels=("first",)).of("first"))[-1] == "(None, {})"


@pytest.mark.parametrize("place", ["enter", "exit", "ran", "show", "exit in ran", "exit in exit"])
def test_a_panel_that_fails_says_so_and_the_others_go_on(
    play: Play, fakes: tuple[Fake, Fake], place: str
) -> None:
    fakes[0].fails_in = place
    played = play("x = 7\nprint(x)", panels=("first", "second"))
    assert (played.status, played.text) == ("finished", "7\n")
    assert shown(played.of("second")) == ["begun", "ended", "(7, {})"]
    errors = [e["error"] for e in played.of("first") if "error" in e]
    assert errors
    assert all(("failed in" in error or "SystemExit" in error) for error in errors)


def test_a_panel_that_fails_does_not_hide_the_programs_error(
    play: Play, fakes: tuple[Fake, Fake]
) -> None:
    fakes[0].fails_in = "exit"
    played = play("1/0", panels=("first",))
    assert played.links == ["1"]


def test_a_panel_of_the_finished_run_can_be_asked_for_again(
    play: Play, fakes: tuple[Fake, Fake]
) -> None:
    play("x = 8", panels=("first",))
    answer = runner.ran({"panel": "first", "options": {"b": False}})
    assert text_of(answer["view"]) == "(8, {'b': False})"
    again = runner.ran({"panel": "second", "options": {}})  # though it did not watch
    assert text_of(again["view"]) == "(8, {})"


def test_an_interpreter_that_has_run_nothing_says_so(fakes: tuple[Fake, Fake]) -> None:
    assert runner.LAST == []
    with pytest.raises(LookupError, match="no program has run"):
        runner.ran({"panel": "first", "options": {}})


def test_the_collector_sees_nothing_of_the_run_itself(play: Play) -> None:
    played = play("import gc\ngc.collect()\nx = []", panels=("collector",))
    text = text_of(played.of("collector")[-1]["view"])
    ours = ("ContextManager", "Task", "Ending", "Source", "Sink", "traceback", "coroutine", "cell")
    assert not [name for name in ours if name in text], text


def test_tasks_of_others_are_left_alone(play: Play) -> None:
    other = asyncio.ensure_future(asyncio.sleep(1000))
    play("import asyncio\nt = asyncio.create_task(asyncio.sleep(1000))\nawait asyncio.sleep(0)")
    assert not other.cancelled()
    assert not other.cancelling()
    other.cancel()
