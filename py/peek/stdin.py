"""Give a program its input: lines handed in before, then what the reader types."""

import io
import sys
from collections.abc import Callable

from peek.host import HOST


class Stdin(io.TextIOBase):
    """A ``sys.stdin`` that asks the page; ``echo`` shows what was typed."""

    name = "<stdin>"
    encoding = "utf-8"

    def __init__(self, lines: list[str], echo: Callable[[str], None]) -> None:
        super().__init__()
        self._lines = list(lines)
        self._echo = echo
        self._rest = ""

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return one line with its newline, or "" at the end of the input."""
        line, self._rest = self._rest or self._ask(), ""
        if size is not None and 0 <= size < len(line):
            line, self._rest = line[:size], line[size:]
        return line

    def read(self, size: int | None = -1, /) -> str:
        """Return ``size`` characters, or everything up to the end of the input."""
        if size is None or size < 0:
            return "".join(iter(self.readline, ""))
        return self.readline(size)

    def _ask(self) -> str:
        line = self._lines.pop(0) if self._lines else HOST.ask()
        if line is None:
            return ""
        self._echo(line + "\n")
        return line + "\n"


def read_line(prompt: object = "", /) -> str:
    """Stand in for ``input()``: the builtin would look for a terminal."""
    sys.stdout.write(str(prompt))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


read_line.__name__ = read_line.__qualname__ = "input"
