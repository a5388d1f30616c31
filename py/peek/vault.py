"""Put all modules back into the state they were in, so that a program cannot bend its own check.

A program may replace ``builtins.len`` or ``dis.get_instructions``, the code of one of our own
functions, or a method of a class that a check relies on. The copies are held by a closure only:
nothing that a program can import leads to them.
"""

import builtins
import contextlib
import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FunctionType, ModuleType
from typing import Any

from peek.restore import TOOLS

_DICT_OF_CLASS = vars(type)["__dict__"].__get__
_FLAGS = vars(type)["__flags__"].__get__
_IMMUTABLE = 1 << 8  # Py_TPFLAGS_IMMUTABLETYPE: nothing about such a class can be changed
_MISSING = object()
# Whose tables checks rely on: with another ``dis.opname`` every instruction has another name.
_WITH_TABLES = {"peek", "dis", "opcode", "_opcode_metadata", "ast", "inspect"}

type Names = dict[str, Any]


def lock() -> Callable[[], None]:
    """Copy what there is; the function that is returned puts it back. Takes some milliseconds."""
    modules = {name: m for name, m in sys.modules.items() if name != "__main__"}
    spaces = [(vars(m), dict(vars(m))) for m in modules.values() if issubclass(type(m), ModuleType)]
    classes = [(kind, dict(_DICT_OF_CLASS(kind))) for kind in all_classes(spaces)]
    parts = [(f, f.__code__, f.__defaults__, f.__kwdefaults__) for f in functions(spaces, classes)]
    contents = [(held, held.copy()) for held in containers(modules)]
    set_trace, set_profile, monitoring = sys.settrace, sys.setprofile, sys.monitoring
    get_tool, set_events = monitoring.get_tool, monitoring.set_events

    def restore() -> None:
        set_trace(None)
        set_profile(None)
        for tool in TOOLS:
            if get_tool(tool):
                set_events(tool, 0)
        for function, code, defaults, keywords in parts:
            function.__code__ = code
            function.__defaults__, function.__kwdefaults__ = defaults, keywords
        for names, kept in spaces:
            put_back(names, kept)
        for held, copy in contents:
            refill(held, copy)
        sys.modules.update(modules)
        for kind, attributes in classes:
            mend(kind, attributes)

    return restore


def containers(modules: Mapping[str, ModuleType]) -> list[dict[Any, Any] | list[Any]]:
    """Find the tables of modules, and what else is called behind a program's back."""
    kept = [vars(m) for name, m in modules.items() if name.partition(".")[0] in _WITH_TABLES]
    tables = [held for names in kept for held in names.values() if type(held) in (dict, list)]
    others = (sys.modules, vars(builtins))  # restored by themselves
    return [*(held for held in tables if not any(held is other for other in others)), gc.callbacks]


def refill(held: Any, copy: Any) -> None:
    """Restore the contents of a dict or a list."""
    held.clear()
    (held.update if type(held) is dict else held.extend)(copy)


def put_back(names: Names, kept: Names) -> None:
    """Restore a namespace; submodules that were imported since stay where they are."""
    for name in names.keys() - kept.keys():
        if not isinstance(names[name], ModuleType):
            del names[name]
    names.update(kept)


def mend(kind: type, kept: Names) -> None:
    """Restore the attributes of a class."""
    now = _DICT_OF_CLASS(kind)
    for name, value in kept.items():
        if now.get(name, _MISSING) is not value:
            type.__setattr__(kind, name, value)
    for name in now.keys() - kept.keys():
        with contextlib.suppress(AttributeError):
            type.__delattr__(kind, name)


def all_classes(spaces: list[tuple[Names, Names]]) -> list[type]:
    """Find the classes in namespaces that can be changed."""
    values = (value for _, names in spaces for value in names.values())
    # Neither isinstance nor a set, which ask the value itself.
    found = {id(value): value for value in values if issubclass(type(value), type)}
    return [kind for kind in found.values() if not _FLAGS(kind) & _IMMUTABLE]


def functions(
    spaces: list[tuple[Names, Names]], classes: list[tuple[type, Names]]
) -> Iterator[FunctionType]:
    """Find the functions in namespaces and classes, those within properties and the like too."""
    for _, names in (*spaces, *classes):
        for value in names.values():
            for part in (value, *(getattr(value, name, None) for name in inner(value))):
                if type(part) is FunctionType:
                    yield part


def inner(value: object) -> tuple[str, ...]:
    if type(value) is property:
        return ("fget", "fset")
    return ("__func__",) if type(value) in (classmethod, staticmethod) else ()
