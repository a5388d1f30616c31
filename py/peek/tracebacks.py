"""Tell how a program failed: only its own frames, and the place to mark in its source."""

import linecache
import traceback
from collections.abc import Iterator

from peek.protocol import Marker
from peek.spans import Spans

MAX_FRAMES = 60
MAX_CHARACTERS = 60_000


def remember_source(filename: str, source: str) -> None:
    """Let tracebacks, ``inspect`` and ``warnings`` find the lines of the program."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)


def describe(error: BaseException, filename: str) -> str:
    """Format an exception with the frames of ``filename`` alone, with ANSI colours."""
    summary = traceback.TracebackException.from_exception(error, max_group_width=10)
    for part in chain(summary):
        keep_own_frames(part, filename)
    text = "".join(summary.format(colorize=True))  # type: ignore[call-arg]
    if len(text) > MAX_CHARACTERS:
        half = MAX_CHARACTERS // 2
        text = f"{text[:half]}\n… {len(text) - 2 * half:,} characters left out …\n{text[-half:]}"
    return text


def chain(summary: traceback.TracebackException) -> Iterator[traceback.TracebackException]:
    """Yield an exception, its causes and contexts, and the members of groups."""
    todo: list[traceback.TracebackException | None] = [summary]
    while todo:
        part = todo.pop()
        if part is not None:
            yield part
            todo += [part.__cause__, part.__context__, *(part.exceptions or [])]


def keep_own_frames(part: traceback.TracebackException, filename: str) -> None:
    """Drop the frames of Peek and of libraries, and the middle of a deep stack."""
    own = [frame for frame in part.stack if frame.filename == filename]
    if len(own) > MAX_FRAMES:
        own = own[: MAX_FRAMES // 2] + own[-MAX_FRAMES // 2 :]
    part.stack[:] = own


def markers(error: BaseException, filename: str, source: str) -> list[Marker]:
    """Give the place of the error in the source: where it was raised, or where syntax broke."""
    if isinstance(error, SyntaxError) and error.filename == filename:
        return [syntax_marker(error, source)]
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == filename]
    if not own:
        return []
    last = own[-1]
    span = Spans(source)((last.lineno, last.end_lineno, last.colno, last.end_colno))
    return [{"span": span, "message": headline(error)}] if span else []


def syntax_marker(error: SyntaxError, source: str) -> Marker:
    """Clamp what the parser says: offsets are 1-based, may be 0 or -1, or lie past the end."""
    line = min(max(error.lineno or 1, 1), source.count("\n") + 1)
    text = (source.splitlines() or [""])[min(line, len(source.splitlines()) or 1) - 1]
    start = min(max((error.offset or 1) - 1, 0), len(text))
    end_line = max(error.end_lineno or line, line)
    end = (error.end_offset or 0) - 1
    if end_line == line and end <= start:
        end = start + 1
    return {"span": f"{line}:{start}-{end_line}:{max(end, 0)}", "message": error.msg}


def headline(error: BaseException) -> str:
    """Give the last line of a traceback, without running the exception's own ``__str__`` twice."""
    lines = list(traceback.TracebackException.from_exception(error).format_exception_only())
    return lines[-1].strip()[:500] if lines else type(error).__name__
