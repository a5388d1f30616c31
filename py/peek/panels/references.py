"""Say by which name an object refers to another (``.next``, ``[0]``), running no code of theirs.

``gc.get_referents`` says what an object refers to, as the collector sees it, but without names.
The names found here are laid over it. Two things are left undone on purpose: asking an instance
for its ``__dict__`` (instances mostly have none until someone asks, and it would then be one more
object to collect), and asking for any attribute whose name a class defines with a getter.
"""

import ast
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from gc import get_referents
from types import (
    CellType,
    FrameType,
    FunctionType,
    GeneratorType,
    MemberDescriptorType,
    TracebackType,
)
from typing import Any, Final

from peek.panels.labels import is_plain, quoted
from peek.panels.tally import tally

type Named = Iterator[tuple[str, object]]

_MRO: Final = type.__dict__["__mro__"]
_DICT: Final = type.__dict__["__dict__"]
_DICT_OFFSET: Final = type.__dict__["__dictoffset__"]


def attribute_names(source: str) -> list[str]:
    """List the attributes that a program sets, in the order of the source; [] if it has errors.

    The names of an instance's attributes cannot be asked of the instance, so these are tried.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError, ValueError, RecursionError, MemoryError:
        return []
    return list(dict.fromkeys(filter(None, map(_attribute_set, ast.walk(tree)))))


def _attribute_set(node: ast.AST) -> str:
    match node:
        case ast.Attribute(attr=name, ctx=ast.Store()):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)):
            return name  # a field of a dataclass
        case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value=str(name)), _]):
            return name
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What there is to know about the instances of a class."""

    members: list[tuple[str, Any]]  # slots, with their descriptors
    names: list[str]  # attributes that an instance may have
    getters: set[str]  # names that run a getter, and so are never asked for
    has_dict: bool


class Naming:
    """Names references; remembers objects, and so must not outlive the look at the heap."""

    def __init__(self, hints: Iterable[str]) -> None:
        self.hints = dict.fromkeys(hints)
        self.kinds: dict[int, Kind] = {}
        self.found: dict[int, list[tuple[str, object]]] = {}

    def edges(self, owner: object, targets: Collection[int]) -> Iterator[tuple[int, str]]:
        """Give each reference from an object to a target, by its id: ``(id, name or "")``."""
        wanted = tally(id(thing) for thing in get_referents(owner) if id(thing) in targets)
        names: dict[int, list[str]] = {target: [] for target in wanted}
        for name, thing in self.references(owner):
            if id(thing) in names:
                names[id(thing)].append(name)
        for target, count in wanted.items():
            yield from ((target, name) for name in names[target][:count] or [""])

    def first_plain(self, owner: object) -> tuple[str, object] | None:
        """Give the first attribute of an object that is a simple value: ``(".name", "a")``."""
        return next(
            (
                (name, value)
                for name, value in self.references(owner)
                if name.startswith(".") and value is not None and is_plain(value)
            ),
            None,
        )

    def references(self, owner: object) -> list[tuple[str, object]]:
        """Give the name and the target of each reference of an object that has a safe name."""
        if id(owner) not in self.found:
            self.found[id(owner)] = list(self._references(owner))
        return self.found[id(owner)]

    def _references(self, owner: object) -> Named:
        kind = type(owner)
        for base, items in _ITEMS:
            if issubclass(kind, base):
                yield from items(owner)
        known = self._kind(kind)
        yield from _slots(owner, known)
        if known.has_dict:
            yield from _attributes(owner, known)
        yield ".__class__", kind

    def _kind(self, kind: type) -> Kind:
        if id(kind) not in self.kinds:
            self.kinds[id(kind)] = _inspect(kind, self.hints)
        return self.kinds[id(kind)]


def _inspect(kind: type, hints: dict[str, None]) -> Kind:
    """Look at the dictionaries of a class and its bases."""
    found: dict[str, Any] = {}
    names: dict[str, None] = {}
    for base in reversed(_MRO.__get__(kind)):
        namespace = _DICT.__get__(base)
        found |= {name: value for name, value in namespace.items() if type(name) is str}
        names |= dict.fromkeys(_static_attributes(namespace))
    getters = {name for name, value in found.items() if _has_getter(value)}
    return Kind(
        members=[(n, v) for n, v in found.items() if type(v) is MemberDescriptorType],
        names=[name for name in names | hints if name not in getters],
        getters=getters,
        has_dict=_DICT_OFFSET.__get__(kind) != 0 and not issubclass(kind, type),
    )


def _static_attributes(namespace: Mapping[str, Any]) -> list[str]:
    """List the names that the methods of a class assign to ``self``."""
    names = namespace.get("__static_attributes__")
    return [name for name in names if type(name) is str] if type(names) is tuple else []


def _has_getter(value: object) -> bool:
    """Whether reading this class attribute through an instance runs code worth fearing."""
    kind = type(value)
    harmless = kind is FunctionType  # makes a bound method, no more
    return not harmless and any("__get__" in _DICT.__get__(base) for base in _MRO.__get__(kind))


def _slots(owner: object, known: Kind) -> Named:
    for name, member in known.members:
        with suppress(AttributeError):
            yield f".{name}", MemberDescriptorType.__get__(member, owner, type(owner))


def _attributes(owner: object, known: Kind) -> Named:
    """Name what an instance's dictionary holds; if it has none, try the names one by one."""
    own = _own_dict(owner, known)
    if own is not None:
        yield ".__dict__", own
        yield from ((f".{name}", value) for name, value in own.items() if type(name) is str)
        return
    for name in known.names:
        with suppress(AttributeError):
            yield f".{name}", object.__getattribute__(owner, name)


def _own_dict(owner: object, known: Kind) -> dict[object, object] | None:
    """Find the dictionary of an instance among its referents, if it has been made."""
    return next((d for d in get_referents(owner) if _is_own(owner, d, known)), None)


def _is_own(owner: object, namespace: object, known: Kind) -> bool:
    """Whether a dictionary is the one that an instance keeps its attributes in."""
    if type(namespace) is not dict:
        return False
    for name, value in namespace.items():
        if type(name) is str and name not in known.getters:
            with suppress(AttributeError):
                return object.__getattribute__(owner, name) is value
            return False
    return False


def _dict_items(owner: dict[object, object]) -> Named:
    for key, value in dict.items(owner):
        yield f"[{quoted(key)}]", value
        yield f"key {quoted(key)}", key


def _indexed(iterate: Callable[[Any], Iterable[object]]) -> Callable[[Any], Named]:
    return lambda owner: ((f"[{i}]", item) for i, item in enumerate(iterate(owner)))


def _elements(iterate: Callable[[Any], Iterable[object]]) -> Callable[[Any], Named]:
    return lambda owner: (("element", item) for item in iterate(owner))


def _descriptors(kind: type, *names: str) -> Callable[[Any], Named]:
    """Read attributes through a built-in type's own descriptors, past what a class may define."""
    found = [(f".{name}", _DICT.__get__(kind)[name]) for name in names]

    def items(owner: object) -> Named:
        for name, descriptor in found:
            with suppress(AttributeError, ValueError):  # ValueError: an empty cell
                yield name, descriptor.__get__(owner)

    return items


def _frame_items(owner: FrameType) -> Named:
    for name, value in owner.f_locals.items():
        yield f"variable {name}", value


def _generator_items(owner: GeneratorType[Any, Any, Any]) -> Named:
    if owner.gi_frame is not None:
        yield from _frame_items(owner.gi_frame)


def _class_items(owner: type) -> Named:
    (namespace,) = get_referents(_DICT.__get__(owner))  # a mappingproxy refers to the real one
    yield ".__dict__", namespace


_ITEMS: Final[tuple[tuple[type, Callable[[Any], Named]], ...]] = (
    (dict, _dict_items),
    (list, _indexed(list.__iter__)),
    (tuple, _indexed(tuple.__iter__)),
    (deque, _indexed(deque.__iter__)),
    (set, _elements(set.__iter__)),
    (frozenset, _elements(frozenset.__iter__)),
    (CellType, _descriptors(CellType, "cell_contents")),
    (FunctionType, _descriptors(FunctionType, "__defaults__", "__kwdefaults__", "__code__")),
    (
        BaseException,
        _descriptors(BaseException, "__traceback__", "__context__", "__cause__", "args"),
    ),
    (TracebackType, _descriptors(TracebackType, "tb_next")),
    (FrameType, _frame_items),
    (GeneratorType, _generator_items),
    (type, _descriptors(type, "__mro__", "__bases__", "__base__")),
    (type, _class_items),
)
