"""Input reads like a file of the same lines, one line at a time."""

import builtins
import io
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from peek.host import NoInputError
from peek.stdin import Source, text_input

LINES = ["one", "", "drei ß 🐍", "x" * 20_000, "last"]
DATA = "".join(f"{line}\n" for line in LINES).encode()


class Reader:
    """Types lines when asked to."""

    def __init__(self, *lines: str | None) -> None:
        self.lines = iter(lines)
        self.asked = 0

    def __call__(self) -> str | None:
        self.asked += 1
        return next(self.lines, None)


def stdin(*given: str, ask: Callable[[], str | None] | None = None) -> io.TextIOWrapper:
    return text_input(Source(list(given), ask or Reader(), lambda _: None))


READS: dict[str, Callable[[Any], Any]] = {
    "readline": lambda f: [f.readline() for _ in range(7)],
    "readline of a size": lambda f: [f.readline(3) for _ in range(9)],
    "read of a size": lambda f: [f.read(5) for _ in range(9)],
    "read": lambda f: [f.read(), f.read()],
    "read nothing": lambda f: [f.read(0), f.readline(0), f.readline()],
    "readlines": lambda f: f.readlines(),
    "for": lambda f: list(f),
    "next": lambda f: [next(f), f.readline(), next(f)],
    "mixed": lambda f: [f.read(2), f.readline(), f.read(1), f.readlines(), f.read()],
    "bytes": lambda f: [f.buffer.readline(), f.buffer.read(3), f.buffer.read()],
    "negative": lambda f: [f.readline(-1), f.read(-1)],
    "none": lambda f: [f.readline(), f.read(None)],
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("typed", [False, True], ids=["given", "typed"])
def test_it_reads_as_a_file_does(read: Callable[[Any], Any], typed: bool) -> None:
    ours = stdin(ask=Reader(*LINES)) if typed else stdin(*LINES)
    assert read(ours) == read(io.TextIOWrapper(io.BytesIO(DATA), "utf-8"))


def test_nobody_is_asked_for_more_than_is_needed() -> None:
    reader = Reader("a", "b", "c")
    source = stdin("given", ask=reader)
    assert (source.readline(), reader.asked) == ("given\n", 0)
    assert (source.read(0), source.readline(0), reader.asked) == ("", "", 0)
    assert (source.readline(), reader.asked) == ("a\n", 1)
    assert (source.read(1), reader.asked) == ("b", 2)
    assert (source.readline(), reader.asked) == ("\n", 2)


def test_input_can_go_on_after_its_end() -> None:
    source = stdin(ask=Reader("a", None, "b"))
    assert [source.readline() for _ in range(3)] == ["a\n", "", "b\n"]


def test_each_line_is_echoed_once() -> None:
    echoed: list[str] = []
    source = text_input(Source(["a", "b"], Reader("c"), echoed.append))
    assert source.read() == "a\nb\nc\n"
    assert echoed == ["a\n", "b\n", "c\n"]


def test_a_lone_surrogate_does_no_harm() -> None:
    assert stdin("a\ud800b").readline() == "a?b\n"


def test_it_looks_like_a_standard_stream_that_is_no_terminal() -> None:
    source = stdin()
    assert (source.encoding, source.name, source.isatty()) == ("utf-8", "<stdin>", False)
    assert (source.readable(), source.writable()) == (True, False)
    with pytest.raises(io.UnsupportedOperation):
        source.fileno()


@pytest.mark.parametrize(
    "read", [lambda f: f.readline(), lambda f: f.read(), list, lambda f: f.buffer.read(1)]
)
def test_where_nobody_can_wait_that_is_noted(read: Callable[[Any], Any]) -> None:
    def nobody() -> str:
        raise NoInputError

    source = Source(["a"], nobody, lambda _: None)
    stream = text_input(source)
    assert stream.readline() == "a\n"
    assert not source.starved
    with pytest.raises(NoInputError):
        read(stream)
    assert source.starved


@pytest.fixture
def given() -> Iterator[Callable[..., io.StringIO]]:
    """Redirect the standard streams for the builtin ``input``."""
    before = sys.stdin, sys.stdout

    def give(*lines: str) -> io.StringIO:
        sys.stdin, sys.stdout = stdin(*lines), io.StringIO()
        return sys.stdout

    yield give
    sys.stdin, sys.stdout = before


def test_the_builtin_input_reads_from_it(given: Callable[..., io.StringIO]) -> None:
    out = given("Ada Lovelace ", "", "36")
    assert [builtins.input("name? "), input(), int(input(object.__name__))] == [
        "Ada Lovelace ",
        "",
        36,
    ]
    assert out.getvalue() == "name? object"
    with pytest.raises(EOFError, match="EOF when reading a line"):
        input()
