"""Tell who began a collection: the program, by calling ``gc.collect``, or the interpreter.

The collector's callbacks are not told. But they run on top of the frame that was executing, and
the instruction there is a call of ``gc.collect`` or it is not; and the interpreter begins by
itself only when it is allowed to and more objects were made than its threshold.
"""

import ast
import gc
import sys
from itertools import islice
from types import CodeType, FrameType, ModuleType
from typing import Any, Final

from peek.panels.collector_records import Cause
from peek.panels.ours import PEEK

DEPTH: Final = 50  # frames searched for a line of the program
LONGEST: Final = 300  # bytes of a call that are read

_COLLECT: Final = gc.collect
_MODULE_DICT: Final = vars(ModuleType)["__dict__"]
_LOCALS: Final = (dict, type((lambda: sys._getframe().f_locals)()))


class Origins:
    """Finds origins in the frames of one program; remembers the calls that it has read."""

    def __init__(self, source: str, filename: str) -> None:
        self.lines = source.encode().splitlines(keepends=True)
        self.filename = filename
        self.calls: dict[str, str] = {}  # place of an instruction -> what it calls, dotted

    def cause(self, frame: FrameType) -> Cause | None:
        """Say who began the collection that runs on top of a frame; ``None``: the playground."""
        if frame.f_code.co_filename.startswith(PEEK) and "collect" in frame.f_code.co_names:
            return None
        if not gc.isenabled() or _find(frame, self._call(frame)) is _COLLECT:
            return Cause.PROGRAM
        count, limit = gc.get_count()[0], gc.get_threshold()[0]
        return Cause.AUTOMATIC if count > limit > 0 else Cause.UNKNOWN

    def line(self, frame: FrameType | None) -> int | None:
        """Give the line of the program, 1-based, that a frame was called from, if any."""
        for _ in range(DEPTH):
            if frame is None:
                return None
            if frame.f_code.co_filename == self.filename:
                return frame.f_lineno
            frame = frame.f_back
        return None

    def _call(self, frame: FrameType) -> str:
        """Give the dotted name that the current instruction of a frame calls, or ``""``."""
        code = frame.f_code
        if code.co_filename != self.filename:
            return ""
        place = f"{code.co_firstlineno} {code.co_qualname} {frame.f_lasti}"
        if place not in self.calls:
            self.calls[place] = _called(self._text(code, frame.f_lasti))
        return self.calls[place]

    def _text(self, code: CodeType, offset: int) -> str:
        """Cut out the source of the instruction at an offset in bytes."""
        line, last, start, end = next(islice(code.co_positions(), offset // 2, None))
        if not line or not last or start is None or end is None or last > len(self.lines):
            return ""
        lines = self.lines[line - 1 : last]
        lines[-1] = lines[-1][:end]
        lines[0] = lines[0][start:]
        text = b"".join(lines)
        return text.decode(errors="replace") if len(text) <= LONGEST else ""


def _called(text: str) -> str:
    """Give the dotted name that an expression calls: ``"gc.collect"`` for ``gc.collect(0)``."""
    try:
        tree = ast.parse(f"({text})", mode="eval")
    except SyntaxError, ValueError:
        return ""
    return _dotted(tree.body.func) if isinstance(tree.body, ast.Call) else ""


def _dotted(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{_dotted(value)}.{name}"
        case _:
            return ""


def _find(frame: FrameType, dotted: str) -> object:
    """Look a dotted name up as the frame would, through modules only: they run no code."""
    first, *rest = dotted.split(".")
    found = _variable(frame, first)
    for name in rest:
        if type(found) is not ModuleType:
            return None
        found = _MODULE_DICT.__get__(found).get(name)
    return found


def _variable(frame: FrameType, name: str) -> object:
    names: tuple[Any, ...] = (frame.f_locals, frame.f_globals, frame.f_builtins)
    for namespace in names:
        if any(type(namespace) is kind for kind in _LOCALS) and name in namespace:
            return namespace[name]
    return None
