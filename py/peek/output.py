"""Capture what a program writes, in order, bounded, and hand it on in time."""

import codecs
import io
import time
from collections.abc import Callable
from dataclasses import dataclass

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

    lines: int = 0
    characters: int = 0


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
        if self.writes <= EAGER_WRITES or time.monotonic() - self.sent_at > BATCH_SECONDS:
            self.flush()

    def _within_limits(self, text: str) -> str:
        if self.dropped.characters:
            return ""
        kept = text[: MAX_CHARACTERS - self.characters]
        breaks = kept.count("\n")
        if self.lines + breaks > MAX_LINES:
            lines = kept.splitlines(keepends=True)[: MAX_LINES - self.lines]
            kept, breaks = "".join(lines), len(lines)
        self.lines += breaks
        self.characters += len(kept)
        return kept

    def _drop(self, text: str) -> None:
        if not self.dropped.characters:
            limit = f"{MAX_LINES:,} lines or {MAX_CHARACTERS:,} characters"
            self._add(Chunk("note", f"\n… Output is limited to {limit}; what follows is only counted.\n"))
        self.dropped.characters += len(text)
        self.dropped.lines += text.count("\n")

    def flush(self) -> None:
        """Send what is pending."""
        if self.pending:
            chunks, self.pending = self.pending, []
            self.send(chunks)
            self.sent_at = time.monotonic()

    def close(self) -> None:
        """Send the rest, and say how much was left out."""
        if self.dropped.characters:
            left = f"{self.dropped.lines:,} more lines ({self.dropped.characters:,} characters)"
            self.pending.append(Chunk("note", f"… {left} left out.\n"))
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


def text_stream(name: str, output: Output) -> io.TextIOWrapper:
    """Make a ``sys.stdout``-like stream: UTF-8, with ``.buffer``, nothing held back."""
    errors = "backslashreplace" if name == "stderr" else "strict"
    sink: io.IOBase = Sink(name, output)
    return io.TextIOWrapper(
        sink,  # type: ignore[arg-type]  # a raw stream: TextIOWrapper needs no more than write()
        encoding="utf-8",
        errors=errors,
        newline="\n",
        write_through=True,
    )
