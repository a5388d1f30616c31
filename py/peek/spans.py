"""Turn the compiler's positions into spans, the page's way of naming a range of the source.

The compiler counts columns in bytes of UTF-8; the editor counts them in UTF-16 code units. A span
is text, ``"L:C-L:C"``: lines from 1, columns from 0, the end exclusive.
"""

import re

type Position = tuple[int | None, int | None, int | None, int | None]

# The ends of lines that the tokenizer knows; str.splitlines() knows more.
_LINE_END = re.compile("\r\n|\r|\n")


class Spans:
    """The spans of one source text; each position is worked out once."""

    def __init__(self, source: str) -> None:
        self._lines = _LINE_END.split(source)
        self._known: dict[Position, str] = {}

    def __call__(self, position: Position) -> str:
        """Give the span of ``(line, end line, column, end column)``, as ``co_positions`` has them.

        Without columns it is the whole line. ``""`` stands for a place that no text has made.
        """
        span = self._known.get(position)
        if span is None:
            span = self._known[position] = self._measure(*position)
        return span

    def _measure(
        self, line: int | None, end_line: int | None, column: int | None, end_column: int | None
    ) -> str:
        end_line = end_line or line
        if not line or not end_line or not line <= end_line <= len(self._lines):
            return ""
        start = 0 if column is None else self.column(line, column)
        end = self._width(end_line) if end_column is None else self.column(end_line, end_column)
        return f"{line}:{start}-{end_line}:{end}" if (line, start) < (end_line, end) else ""

    def column(self, line: int, offset: int) -> int:
        """Give the column, in UTF-16 code units, of a byte offset in a line (counted from 1)."""
        text = self._lines[line - 1]
        if text.isascii():
            return min(offset, len(text))
        return _units(text.encode(errors="replace")[:offset].decode(errors="ignore"))

    def _width(self, line: int) -> int:
        return _units(self._lines[line - 1])


def _units(text: str) -> int:
    """Count UTF-16 code units: characters beyond the basic plane take two."""
    return len(text) + sum(char > "\uffff" for char in text)
