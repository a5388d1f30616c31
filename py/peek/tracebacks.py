"""Tell how a program failed: only its own frames, as CPython would show them."""

import ast
import difflib
import io
import linecache
import os
import sys
import tokenize
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from traceback import TracebackException, extract_tb
from types import ModuleType, TracebackType

from peek.files import Files

MAX_FRAMES = 60  # shown of one traceback
MAX_REPEATED = 3  # of the same line in a row
MAX_CHARACTERS = 60_000

type Entries = list[TracebackType]

# How to read these of an exception whose class, or the class of that, has its own idea of them.
_TRACEBACK = vars(BaseException)["__traceback__"]
_NAME = vars(type)["__name__"]

# What the standard traceback imports only when it needs it. A program may take modules out of
# sys.modules, and they may not be there to be imported again.
MODULES = sys.modules
NEEDED: dict[str, ModuleType] = {
    module.__name__: module for module in (ast, difflib, os, sys, tokenize, unicodedata)
}


def remember_source(filename: str, source: str) -> None:
    """Let tracebacks, ``inspect`` and ``warnings`` find the lines of the program."""
    lines = io.StringIO(source, newline=None).readlines()
    linecache.cache[filename] = (len(source), None, lines, filename)


def summarize(error: BaseException, files: Files) -> TracebackException:
    """Take what there is to say about an exception, with the frames of the program alone.

    This runs the exception's own ``__str__``, once.
    """
    MODULES.update({name: NEEDED[name] for name in NEEDED.keys() - MODULES.keys()})
    summary = TracebackException.from_exception(error, limit=0)
    for part, of in chain(summary, error):
        part.stack = Stack(own_entries(of, files))  # type: ignore[assignment]
    return summary


def describe(summary: TracebackException) -> str:
    """Format an exception with ANSI colours, at a bounded length."""
    text = "".join(summary.format(colorize=True))  # type: ignore[call-arg]
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2
    left_out = f"{len(text) - 2 * half:,} characters left out"
    return f"{text[:half]}\x1b[0m\n… {left_out} …\n{text[-half:]}"


def describe_anyhow(error: BaseException, files: Files) -> str:
    """Say where an exception comes from that fails when it is asked about itself."""
    where = "".join(Stack(own_entries(error, files)).format(colorize=True))
    return f"Traceback (most recent call last):\n{where}{name_of(error)}\n"


def name_of(error: BaseException) -> str:
    name: str = _NAME.__get__(type(error))
    return name


def headline(summary: TracebackException) -> str:
    """Give the line with the exception's type and message, for the place in the editor."""
    return "".join(summary.format_exception_only()).strip()


def chain(
    summary: TracebackException, error: BaseException
) -> Iterator[tuple[TracebackException, BaseException]]:
    """Yield an exception, its causes and contexts, and the members of groups."""
    todo: list[tuple[TracebackException | None, BaseException | None]] = [(summary, error)]
    while todo:
        part, of = todo.pop()
        if part is None or of is None:
            continue
        yield part, of
        todo += [(part.__cause__, of.__cause__), (part.__context__, of.__context__)]
        if part.exceptions and isinstance(of, BaseExceptionGroup):
            todo += zip(part.exceptions, of.exceptions, strict=True)


def own_entries(error: BaseException, files: Files) -> Entries:
    """Give the entries of an exception's traceback without those of Peek and of libraries."""
    entry: TracebackType | None = _TRACEBACK.__get__(error)
    own = []
    while entry:
        if files.path(entry.tb_frame.f_code.co_filename) is not None:
            own.append(entry)
        entry = entry.tb_next
    return own


class Stack:
    """The frames of a traceback; formats no more of a deep recursion than it shows."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries

    def __len__(self) -> int:
        return len(self.entries)

    def format(self, *, colorize: bool) -> list[str]:
        """Give the lines as ``traceback.StackSummary`` does, the middle of many left out."""
        runs = [list(run) for _, run in groupby(self.entries, key=line_of)]
        head, tail = runs[: MAX_FRAMES // 2], runs[MAX_FRAMES // 2 :][-MAX_FRAMES // 2 :]
        left_out = len(self) - sum(map(len, head)) - sum(map(len, tail))
        note = [f"  … {left_out:,} frames left out …\n"] if left_out else []
        return [*format_runs(head, colorize), *note, *format_runs(tail, colorize)]


def line_of(entry: TracebackType) -> tuple[int, str]:
    return entry.tb_lineno, entry.tb_frame.f_code.co_name


def format_runs(runs: list[Entries], colorize: bool) -> Iterator[str]:
    """Format entries that are grouped by their line."""
    for run in runs:
        for entry in run[:MAX_REPEATED]:
            yield from extract_tb(entry, limit=1).format(colorize=colorize)  # type: ignore[call-arg]
        if (more := len(run) - MAX_REPEATED) > 0:
            yield f"  [Previous line repeated {more} more time{'s' * (more > 1)}]\n"
