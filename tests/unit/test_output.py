"""Output: in order, bounded, in time."""

import io
import random
import sys
from collections.abc import Callable

import pytest

from peek import output
from peek.output import (
    BATCH_SECONDS,
    EAGER_WRITES,
    MAX_CHARACTERS,
    MAX_LINES,
    Chunk,
    Output,
    Sink,
    text_stream,
)


class Page:
    """Takes the batches."""

    def __init__(self) -> None:
        self.batches: list[list[Chunk]] = []
        self.output = Output(self.batches.append)

    @property
    def chunks(self) -> list[tuple[str, str]]:
        return [(chunk.stream, chunk.text) for batch in self.batches for chunk in batch]

    def text(self, stream: str = "stdout") -> str:
        return "".join(text for name, text in self.chunks if name == stream)

    def stream(self, name: str = "stdout") -> io.TextIOWrapper:
        self.sink = Sink(name, self.output)
        return text_stream(self.sink)


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Give a clock that only moves when it is told to."""
    now = [1000.0]
    monkeypatch.setattr(output, "monotonic", lambda: now[0])

    def advance(seconds: float) -> None:
        now[0] += seconds

    return advance


def test_text_and_bytes_of_all_streams_come_in_order(page: Page) -> None:
    out, err = page.stream("stdout"), page.stream("stderr")
    out.write("a")
    err.write("b")
    out.buffer.write(b"c")
    out.writelines(["d", "e"])
    err.buffer.write(b"f")
    page.output.write("stdin", "g\n")
    expected = [("stdout", "a"), ("stderr", "b"), ("stdout", "c"), ("stdout", "d")]
    expected += [("stdout", "e"), ("stderr", "f"), ("stdin", "g\n")]
    assert page.chunks == expected


def test_a_character_may_come_in_several_writes(page: Page) -> None:
    out = page.stream()
    for byte in "ß漢🐍".encode():
        out.buffer.write(bytes([byte]))
    assert page.text() == "ß漢🐍"


def test_bytes_that_are_no_text_are_shown_as_escapes(page: Page) -> None:
    out = page.stream()
    out.buffer.write(b"\xff\xe6\xbc")
    out.write("x")
    out.buffer.write(b"\xf0\x9f")
    page.sink.finish()
    assert page.text() == r"\xff\xe6\xbcx\xf0\x9f"


def test_lone_surrogates_fail_as_in_utf_8_and_stderr_takes_anything(page: Page) -> None:
    with pytest.raises(UnicodeEncodeError):
        page.stream("stdout").write("a\udc80")
    page.stream("stderr").write("a\udc80")
    assert page.chunks == [("stderr", "a\\udc80")]


def test_ends_of_lines_stay_as_they_are(page: Page) -> None:
    page.stream().write("a\r\nb\rc\n")
    assert page.text() == "a\r\nb\rc\n"


def test_it_looks_like_a_standard_stream_that_is_no_terminal(page: Page) -> None:
    out = page.stream()
    assert (out.encoding, out.errors, out.name) == ("utf-8", "strict", "<stdout>")
    assert (out.isatty(), out.writable(), out.readable(), out.seekable()) == (
        False,
        True,
        False,
        False,
    )
    with pytest.raises(io.UnsupportedOperation):
        out.fileno()
    assert page.stream("stderr").errors == "backslashreplace"


def test_the_stream_can_be_reconfigured_and_detached(page: Page) -> None:
    out = page.stream()
    out.reconfigure(errors="replace")
    out.write("\udc80")
    io.TextIOWrapper(out.detach(), "latin-1", write_through=True).write("é")
    page.sink.finish()
    assert page.text() == "?\\xe9"


LINES = [f"line {n}\n" for n in range(MAX_LINES + 3)]
BEYOND = len("".join(LINES[MAX_LINES:]))


@pytest.mark.parametrize(
    "writes",
    [
        ["".join(LINES)],
        LINES,
        [part for line in LINES for part in (line[:-1], "\n")],  # as print writes
        ["".join(LINES[:-5]) + "li", *"ne 9998\n", "".join(LINES[-4:])],
    ],
    ids=["one write", "lines", "print", "odd pieces"],
)
def test_lines_over_the_limit_are_counted_exactly(page: Page, writes: list[str]) -> None:
    for text in writes:
        page.output.write("stdout", text)
    page.output.close()
    expected = "".join("".join(writes).splitlines(keepends=True)[:MAX_LINES])
    assert page.text() == expected
    left_out = len("".join(writes)) - len(expected)
    assert page.output.dropped.lines == 3
    assert page.text("note").splitlines() == [
        "… Output is limited to 10,000 lines or 1,000,000 characters; what follows is only counted.",
        f"… 3 more lines ({left_out} characters) left out.",
    ]


@pytest.mark.parametrize("size", [1, 999, MAX_CHARACTERS, MAX_CHARACTERS + 77])
def test_characters_over_the_limit_are_counted_exactly(page: Page, size: int) -> None:
    times = -(-(MAX_CHARACTERS + 77) // size) if size > 1 else 1
    if size == 1:
        page.output.write("stdout", "x" * (MAX_CHARACTERS - 1))
        times = 78
    for _ in range(times):
        page.output.write("stdout", "x" * size)
    page.output.close()
    total = size * times + (MAX_CHARACTERS - 1 if size == 1 else 0)
    assert page.text() == "x" * MAX_CHARACTERS
    assert page.text("note").endswith(f"\n… {total - MAX_CHARACTERS:,} characters more left out.\n")
    assert page.text("note").startswith("\n… Output is limited")


def test_exactly_the_limit_is_no_flood(page: Page) -> None:
    page.output.write("stdout", "\n" * MAX_LINES)
    page.output.close()
    assert page.chunks == [("stdout", "\n" * MAX_LINES)]
    other = Page()
    other.output.write("stdout", "x" * MAX_CHARACTERS)
    other.output.close()
    assert other.chunks == [("stdout", "x" * MAX_CHARACTERS)]


def test_a_limit_counts_the_streams_together(page: Page) -> None:
    page.output.write("stdout", "\n" * (MAX_LINES - 1))
    page.output.write("stderr", "a\nb\n")
    page.output.write("stdout", "c\n")
    page.output.close()
    assert page.text("stderr") == "a\n"
    assert page.text() == "\n" * (MAX_LINES - 1)
    assert "2 more lines (4 characters) left out" in page.text("note")


def test_only_a_newline_ends_a_line(page: Page) -> None:
    text = "\r\x0b\x0c\x1c\x85\u2028" * MAX_LINES
    page.output.write("stdout", text)
    page.output.write("stdout", "\n" * (MAX_LINES + 1))
    assert page.text() == text + "\n" * MAX_LINES
    assert page.output.dropped == output.Dropped(1, 1)


def test_singular_and_plural() -> None:
    assert str(output.Dropped(1, 1)) == "1 more line (1 character)"
    assert str(output.Dropped(0, 1)) == "1 character more"
    assert str(output.Dropped(1234, 5678)) == "1,234 more lines (5,678 characters)"


def test_whatever_is_written_the_figures_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "MAX_LINES", 7)
    monkeypatch.setattr(output, "MAX_CHARACTERS", 40)
    chance = random.Random(1)
    for _ in range(500):
        page = Page()
        writes = ["".join(chance.choices("ab\n", k=chance.randrange(12))) for _ in range(9)]
        for text in writes:
            page.output.write("stdout", text)
        total, kept, dropped = "".join(writes), page.text(), page.output.dropped
        assert total.startswith(kept), writes
        assert len(kept) + dropped.characters == len(total), writes
        assert kept.count("\n") + dropped.lines == total.count("\n"), writes
        assert len(kept) <= 40, writes
        assert kept.count("\n") <= 7, writes
        whole = len(kept) == 40 or kept.count("\n") == 7 or kept == total
        assert whole, f"too much was dropped of {writes}"


def test_a_flood_is_not_kept(page: Page) -> None:
    out = page.stream()
    for _ in range(MAX_LINES + 1):
        print(1, file=out)
    batches, objects = len(page.batches), sys.getallocatedblocks()
    assert page.text() == "1\n" * MAX_LINES, "the end of what is shown waits for nothing"
    assert page.text("note")
    for _ in range(20_000):
        print(1, file=out)
    assert page.output.pending == []
    assert len(page.batches) == batches
    assert sys.getallocatedblocks() - objects < 500


def test_the_first_writes_go_on_at_once(page: Page, clock: Callable[[float], None]) -> None:
    clock(0)
    for number in range(EAGER_WRITES):
        page.output.write("stdout", "x")
        assert len(page.batches) == number + 1


def test_a_flood_goes_on_in_batches(page: Page, clock: Callable[[float], None]) -> None:
    out = page.stream()
    for _ in range(EAGER_WRITES):
        out.write("x")
    for _ in range(1000):
        print(file=out)
    assert len(page.batches) == EAGER_WRITES
    clock(BATCH_SECONDS + 0.001)
    out.write("y")
    assert len(page.batches) == EAGER_WRITES + 1
    assert page.batches[-1][-1] == Chunk("stdout", "y")
    assert len(page.batches[-1]) == 1001
    out.write("z")
    assert page.output.pending == [Chunk("stdout", "z")]
    page.output.close()
    assert page.text().endswith("\nyz")


def test_flush_sends_what_is_pending(page: Page, clock: Callable[[float], None]) -> None:
    clock(0)
    out = page.stream()
    for _ in range(EAGER_WRITES + 1):
        out.write("x")
    assert len(page.batches) == EAGER_WRITES
    out.flush()
    assert len(page.batches) == EAGER_WRITES + 1


def test_closing_twice_says_so_once(page: Page) -> None:
    page.output.write("stdout", "\n" * (MAX_LINES + 1))
    page.output.close()
    page.output.write("stdout", "late")
    page.output.close()
    assert page.text("note").count("left out") == 1


def test_nothing_written_is_nothing_sent(page: Page) -> None:
    page.stream().write("")
    page.output.close()
    assert page.batches == []
