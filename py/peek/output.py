"""Capture what a program writes, in order, bounded, and hand it on in time."""

import codecs
import io
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic  # the function: a program may patch the module

MAX_LINES = 10_000
MAX_CHARACTERS = 1_000_000
EAGER_WRITES = 2_000  # so many writes go on at once; later ones in batches
BATCH_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text that one stream wrote."""

    stream: str  # "stdout", "stderr", "stdin" (the echo of what was typed) or "note" (ours)
    text: str


@dataclass(slots=True)
class Dropped:
    """What went over the limits."""

    lines: int = 0  # ends of lines
    characters: int = 0

    def __str__(self) -> str:
        characters = f"{self.characters:,} character{'s' * (self.characters != 1)}"
        if not self.lines:
            return f"{characters} more"
        return f"{self.lines:,} more line{'s' * (self.lines != 1)} ({characters})"


class Output:
    """Collect chunks and send them on: the first ones at once, a flood in batches.

    Nothing can be sent while the program computes, so a batch waits for the next write. That is
    why the first writes are not batched: a program that prints a line and then loops for ever
    shows its line.
    """

    def __init__(self, send: Callable[[list[Chunk]], None]) -> None:
        self.send = send
        self.pending: list[Chunk] = []
        self.writes = 0
        self.lines = 0
        self.characters = 0
        self.dropped = Dropped()
        self.sent_at = 0.0
        self.closed = False

    def write(self, stream: str, text: str) -> None:
        """Take text from a stream; what is over the limits is counted and dropped."""
        kept = self._within_limits(text)
        if kept:
            self._add(Chunk(stream, kept))
        if len(kept) < len(text):
            self._drop(text[len(kept) :])

    def _add(self, chunk: Chunk) -> None:
        self.pending.append(chunk)
        self.writes += 1
        if self.writes <= EAGER_WRITES or monotonic() - self.sent_at > BATCH_SECONDS:
            self.flush()

    def _within_limits(self, text: str) -> str:
        if self.dropped.characters or self.lines == MAX_LINES:
            return ""
        kept = text[: MAX_CHARACTERS - self.characters]
        lines = kept.split("\n", MAX_LINES - self.lines)
        if self.lines + len(lines) - 1 == MAX_LINES:
            kept = kept[: len(kept) - len(lines[-1])]
        self.lines += len(lines) - 1
        self.characters += len(kept)
        return kept

    def _drop(self, text: str) -> None:
        if not self.dropped.characters:
            limit = f"{MAX_LINES:,} lines or {MAX_CHARACTERS:,} characters"
            note = f"… Output is limited to {limit}; what follows is only counted.\n"
            self.pending.append(Chunk("note", note if self.lines == MAX_LINES else f"\n{note}"))
            self.flush()  # no later write will
        self.dropped.characters += len(text)
        self.dropped.lines += text.count("\n")

    def flush(self) -> None:
        """Send what is pending."""
        if self.pending:
            chunks, self.pending = self.pending, []
            self.send(chunks)
            self.sent_at = monotonic()

    def close(self) -> None:
        """Send the rest, and say, once, how much was left out."""
        if self.dropped.characters and not self.closed:
            self.pending.append(Chunk("note", f"… {self.dropped} left out.\n"))
        self.closed = True
        self.flush()


class Sink(io.RawIOBase):
    """The binary end of a stream; text and bytes written by the program meet here in order."""

    def __init__(self, name: str, output: Output) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._stream = name
        self._output = output
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        self._output.write(self._stream, self._decoder.decode(view))
        return len(view)

    def flush(self) -> None:
        super().flush()
        self._output.flush()

    def finish(self) -> None:
        """Show the first bytes of a character whose rest never came."""
        self._output.write(self._stream, self._decoder.decode(b"", final=True))


def text_stream(sink: Sink) -> io.TextIOWrapper:
    """Make a ``sys.stdout``-like stream: UTF-8, with ``.buffer``, nothing held back."""
    raw: io.IOBase = sink
    return io.TextIOWrapper(
        raw,  # type: ignore[arg-type]  # a raw stream: TextIOWrapper needs no more than write()
        encoding="utf-8",
        errors="backslashreplace" if sink.name == "<stderr>" else "strict",
        newline="\n",
        write_through=True,
    )
