"""Give a program its input: lines handed in before, then what the reader types."""

import io
from collections.abc import Callable

from peek.host import NoInputError


class Source(io.RawIOBase):
    """The binary end of ``sys.stdin``: each read gives at most one line, as a terminal does.

    ``ask`` waits for a line and gives None at the end of the input; ``echo`` shows what was typed.
    """

    name = "<stdin>"

    def __init__(
        self, lines: list[str], ask: Callable[[], str | None], echo: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._lines = list(lines)
        self._ask = ask
        self._echo = echo
        self._rest = b""
        self.starved = False  # the program asked for a line that nobody could give

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what it is given
        line = self._rest or self._line()
        count = min(len(line), len(buffer))
        buffer[:count], self._rest = line[:count], line[count:]
        return count

    def _line(self) -> bytes:
        line = self._lines.pop(0) if self._lines else self._typed()
        if line is None:
            return b""
        self._echo(line + "\n")
        return f"{line}\n".encode(errors="replace")

    def _typed(self) -> str | None:
        try:
            return self._ask()
        except NoInputError:
            self.starved = True
            raise


def text_input(source: Source) -> io.TextIOWrapper:
    """Make a ``sys.stdin``. The builtin ``input()`` reads it like any that is no terminal."""
    return io.TextIOWrapper(io.BufferedReader(source), encoding="utf-8", errors="strict")
