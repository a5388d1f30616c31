"""Find the place in the source where a program failed."""

import ast
import re
import traceback
import warnings

from peek.files import Files
from peek.protocol import Marker
from peek.spans import Spans
from peek.tracebacks import Entries, own_entries

MAX_MESSAGE = 500  # characters
# The types themselves: a subclass of the program may lie about its place.
SYNTAX_ERRORS = (SyntaxError, IndentationError, TabError)
_LINE_END = re.compile("\r\n|\r|\n")


def markers(error: BaseException, files: Files, message: str) -> list[Marker]:
    """Give the line of the program that raised the error, or where its syntax is broken."""
    own = own_entries(error, files)
    if not own:
        source = files.sources[files.main]
        return [syntax_marker(error, source)] if isinstance(error, SyntaxError) else []
    return broken_module(error, files) or raising_line(own, files, message)


def broken_module(error: BaseException, files: Files) -> list[Marker]:
    """Give the place in an imported file that the compiler does not accept."""
    if not (type(error) in SYNTAX_ERRORS and isinstance(error, SyntaxError)):
        return []
    path = files.given(error.filename)
    numbers = error.lineno, error.offset, error.end_lineno, error.end_offset
    if not path or path == files.main or not all(isinstance(n, int | None) for n in numbers):
        return []
    return [placed(syntax_marker(error, files.sources[path]), path, files)]


def raising_line(own: Entries, files: Files, message: str) -> list[Marker]:
    """Give the innermost line of the reader's files that an error came through."""
    for entry in reversed(own):
        path = files.given(entry.tb_frame.f_code.co_filename)
        if path:  # else the program has written the file
            (last,) = traceback.extract_tb(entry, limit=1)
            spans = Spans(files.sources[path])
            span = spans((last.lineno, last.end_lineno, last.colno, last.end_colno))
            marker: Marker = {"span": span, "message": message[:MAX_MESSAGE]}
            return [placed(marker, path, files)] if span else []
    return []


def placed(marker: Marker, path: str, files: Files) -> Marker:
    """Say in which file a place is, unless in the one that is run."""
    return marker if path == files.main else {**marker, "file": path}


def syntax_marker(error: SyntaxError, source: str) -> Marker:
    """Turn what the compiler says into a span that lies in the source and is not empty.

    Its offsets count from 1, may be 0 or -1, and may lie past the end of the line.
    """
    place = Place(source)
    line = place.line(error.lineno)
    start = place.column(line, error.offset)
    end_line = max(place.line(error.end_lineno or line), line)
    end = place.column(end_line, error.end_offset)
    if (end_line, end) <= (line, start):
        end_line, end = line, place.after(line, start)
    message = str(error.msg)[:MAX_MESSAGE]
    return {"span": f"{line}:{start}-{end_line}:{end}", "message": message}


class Place:
    """Reads the positions of a SyntaxError.

    The parser counts the characters of a line; what comes after it, such as the search for a
    ``return`` outside of a function, counts the bytes of its UTF-8.
    """

    def __init__(self, source: str) -> None:
        self.lines = _LINE_END.split(source)
        self.bytes = not source.isascii() and parses(source)

    def line(self, number: int | None) -> int:
        return min(max(number or 1, 1), len(self.lines))

    def column(self, line: int, offset: int | None) -> int:
        """Give the column, in UTF-16 code units from 0, of an offset."""
        text = self.lines[line - 1]
        count = max((offset or 0) - 1, 0)
        if self.bytes:
            return units(text.encode(errors="replace")[:count].decode(errors="ignore"))
        return units(text[:count])

    def after(self, line: int, column: int) -> int:
        """Give the column after the character at a column, which may be the end of the line."""
        rest = self.lines[line - 1].encode("utf-16-le", "surrogatepass")[2 * column :]
        return column + units(rest.decode("utf-16-le", "surrogatepass")[:1] or " ")


def parses(source: str) -> bool:
    """Tell whether an error in a source comes from after the parser."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except SyntaxError, ValueError, RecursionError, MemoryError:
        return False
    return True


def units(text: str) -> int:
    """Count UTF-16 code units: characters beyond the basic plane take two."""
    return len(text) + sum(char > "\uffff" for char in text)
