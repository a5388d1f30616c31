"""Tell the playground's objects from the program's, among those made since the program began.

What was there before has been frozen (``gc.freeze``) and is not listed. This is about the rest:
what the runner makes around the program, and what the streams that catch its output hold.
"""

import contextlib
import io
import linecache
import sys
from collections import deque
from collections.abc import Iterable
from gc import get_referents
from itertools import chain
from pathlib import PurePosixPath
from types import (
    AsyncGeneratorType,
    BuiltinMethodType,
    CellType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    MethodType,
    ModuleType,
    TracebackType,
)
from typing import Any, Final, cast

from peek.panels.labels import module_name
from peek.panels.panel import Run

PEEK: Final = str(PurePosixPath(__file__).parent.parent)  # our own files begin with this
MOST: Final = 1_000  # objects that are followed from the streams

_PACKAGES: Final = ("peek", "pyodide", "_pyodide")
_FOLLOWED: Final = (list, dict, tuple, set, deque, CellType, MethodType, io.TextIOWrapper)
_MODULE_DICT: Final = vars(ModuleType)["__dict__"]
_CODE: Final = {
    id(FunctionType): "__code__",
    id(CoroutineType): "cr_code",
    id(GeneratorType): "gi_code",
    id(AsyncGeneratorType): "ag_code",
    id(FrameType): "f_code",
}
# Not contextlib.__file__: that names the compiled file, where the library is shipped as such.
_CONTEXTLIB: Final = contextlib.contextmanager.__code__.co_filename
_OTHERS: Final = (id(ModuleType), id(TracebackType), id(BuiltinMethodType))


class Ours:
    """Knows the playground's objects during one run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.streams = [sys.stdout, sys.stderr, sys.stdin]  # before the program can replace them

    def without(self, listed: list[list[object]], known: Iterable[object]) -> list[list[object]]:
        """Leave the playground's objects out of lists of objects; ``known`` are some of them."""
        ours = self._ids()
        ours.update(map(id, known))
        return [self._theirs(found, ours) for found in listed]

    def _theirs(self, found: list[object], ours: set[int]) -> list[object]:
        kinds = list(map(type, found))
        suspicious = {  # by id: a metaclass may define a hash
            kind
            for kind, known in dict(zip(map(id, kinds), kinds, strict=True)).items()
            if kind in _CODE or kind in _OTHERS or _is_our_class(known)
        }
        return [
            thing
            for thing, kind in zip(found, map(id, kinds), strict=True)
            if id(thing) not in ours and not (kind in suspicious and self._is_ours(thing))
        ]

    def _ids(self) -> set[int]:
        entry: Any = linecache.cache.get(self.run.filename, ())
        known = [self.run.namespace, entry, *entry, *_held_by(self.streams)]
        parts = _parts(self.run.code) if self.run.code else []
        return set(map(id, chain(known, parts)))

    def _is_ours(self, thing: object) -> bool:
        kind = type(thing)
        if kind is ModuleType:
            return _MODULE_DICT.__get__(thing) is self.run.namespace
        code = _code(thing, kind)
        if code is None:
            return _is_our_class(kind)
        return code is self.run.code or code.co_filename.startswith(PEEK)


def _code(thing: Any, kind: type) -> CodeType | None:
    """Give the code that an object is there to run."""
    if kind is TracebackType:
        return cast("CodeType", thing.tb_frame.f_code)
    if kind is BuiltinMethodType:  # the ``send`` of a coroutine, say
        return _code(thing.__self__, type(thing.__self__))
    name = _CODE.get(id(kind))
    return getattr(thing, name) if name else None


def _parts(code: CodeType) -> list[object]:
    """List the tuples that compiled code is made of: the collector lists them until it runs."""
    nested = (_parts(constant) for constant in code.co_consts if type(constant) is CodeType)
    return [code.co_names, code.co_consts, *chain.from_iterable(nested)]


def _is_our_class(kind: type) -> bool:
    name = module_name(kind)
    return name.startswith(_PACKAGES) and name.split(".")[0] in _PACKAGES


def _held_by(things: Iterable[object]) -> list[object]:
    """List what objects of ours hold, through containers and other objects of ours."""
    found, seen = list(things), set(map(id, things))
    for thing in found:
        for held in _held(thing) if len(found) < MOST else ():
            if id(held) not in seen:
                seen.add(id(held))
                found.append(held)
    return found


def _held(thing: object) -> Iterable[object]:
    kind = type(thing)
    if kind is FunctionType:
        return cast("FunctionType", thing).__closure__ or ()  # not what its module holds
    is_followed = any(kind is followed for followed in _FOLLOWED) or _is_our_class(kind)
    return get_referents(thing) if is_followed else ()


def local_to(frame: FrameType | None) -> list[object]:
    """List the functions that our callers, and ``contextlib`` for them, have in hand."""
    found: list[object] = []
    while frame is not None:
        if _is_our_frame(frame):
            functions = [v for v in frame.f_locals.values() if type(v) is FunctionType]
            cells = [cell for f in functions for cell in f.__closure__ or ()]
            found += [*functions, *(f.__closure__ for f in functions), *cells]
        frame = frame.f_back
    return found


def _is_our_frame(frame: FrameType) -> bool:
    file = frame.f_code.co_filename
    return file.startswith(PEEK) or file == _CONTEXTLIB
