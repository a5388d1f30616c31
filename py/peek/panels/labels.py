"""Name any object for the reader without running a line of the reader's own code.

Nothing here calls ``repr``, compares, hashes or reads an attribute in the ordinary way: a class may
override all of these. Names come from the built-in descriptors of ``type`` and of the other
built-in types, which the reader's classes and metaclasses cannot override.
"""

from collections import deque
from types import (
    AsyncGeneratorType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    MethodType,
)
from typing import Any, Final, cast

LONGEST: Final = 32  # characters of a quoted value or a name

_NAME: Final = type.__dict__["__name__"]
_QUALNAME: Final = type.__dict__["__qualname__"]
_MODULE: Final = type.__dict__["__module__"]
_PLAIN: Final = (str, int, float, bool, bytes, type(None))
_NAMED: Final = (FunctionType, GeneratorType, CoroutineType, AsyncGeneratorType)
_SIZED: Final = (list, tuple, dict, set, frozenset, deque)


def type_name(kind: type) -> str:
    """Give a class's ``__name__``."""
    return _text(_NAME.__get__(kind))


def module_name(kind: type) -> str:
    """Give the module that a class says it was defined in, or ``""``."""
    try:
        return _text(_MODULE.__get__(kind))
    except AttributeError:
        return ""


def is_plain(value: object) -> bool:
    """Whether a value is exactly of a simple built-in type, whose ``repr`` is known to be safe."""
    return any(type(value) is plain for plain in _PLAIN)


def quoted(value: object) -> str:
    """Quote a plain value, shortened; of anything else give the class in angle brackets."""
    if not is_plain(value):
        return f"<{type_name(type(value))}>"
    if type(value) is int and value.bit_length() > 100:
        return "<int>"
    if type(value) in (str, bytes):
        return shortened(repr(cast("str | bytes", value)[:LONGEST]))
    return repr(value)


def shortened(text: str) -> str:
    """Cut a text to ``LONGEST`` characters, with an ellipsis where something is missing."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def label(thing: object) -> str:
    """Say in a few words what an object is: ``class Node``, ``list of 3``, ``Node``."""
    kind = type(thing)
    if issubclass(kind, type):
        return f"class {shortened(_text(_QUALNAME.__get__(thing)))}"
    if any(kind is sized for sized in _SIZED):
        return f"{type_name(kind)} of {len(cast('list[Any]', thing))}"
    name = _code_name(thing)
    return f"{type_name(kind)} {shortened(name)}" if name else shortened(type_name(kind))


def _code_name(thing: Any) -> str:
    """Give the name of the code that a function, method, generator or frame belongs to."""
    kind = type(thing)
    if kind is MethodType:
        return _code_name(thing.__func__)
    if kind is FrameType:
        return cast("str", thing.f_code.co_qualname)
    return _text(thing.__qualname__) if any(kind is named for named in _NAMED) else ""


def _text(value: object) -> str:
    """Give an exact ``str`` (a name may be of a subclass of ``str``), else ``""``."""
    return str.__str__(value) if issubclass(type(value), str) else ""
