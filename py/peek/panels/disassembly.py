"""Take a compiled program apart: its code objects, nested as they are, bounded in size."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import CodeType
from typing import NamedTuple

from peek.panels import instructions
from peek.panels.arguments import variables
from peek.panels.codeflags import flag_names
from peek.panels.instructions import Handler, Instruction
from peek.panels.internals import adaptive_code
from peek.panels.literals import clip, literal
from peek.spans import Spans

INSTRUCTIONS = 5000  # shown of one program
CODE_OBJECTS = 300  # shown of one program
DEPTH = 20  # code objects within one another
ITEMS = 200  # shown of each table of a code object
RAW = 4096  # bytes of bytecode shown of a code object


class Item(NamedTuple):
    """An entry of a code object's tables of constants, names and variables."""

    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A table of a code object, from its beginning."""

    shown: Sequence[Item]
    left_out: int


@dataclass(frozen=True, slots=True)
class Code:
    """One code object."""

    number: int  # from 0 for the module, in the order in which they are shown
    key: str  # names it, also after the program has been edited elsewhere
    name: str  # qualified
    kind: str  # "function", "class body" and so on
    line: int  # its first
    parameters: str  # as a def statement has them, "" if none
    stack_size: int  # values that the stack of its frame has room for
    instructions: Sequence[Instruction]
    left_out: int  # instructions beyond these
    handlers: Sequence[Handler]  # the exception table
    constants: Items
    names: Items
    variables: Items  # fast locals, cells, free variables, by their slot in the frame
    flags: Sequence[str]
    size: int  # bytes of bytecode
    raw: str  # it, two bytes to a word of hex digits
    raw_left_out: int  # bytes beyond these
    nested: dict[int, Code]  # the code objects in it, by their index among the constants
    nested_left_out: int  # code objects beyond these


@dataclass(frozen=True, slots=True)
class Program:
    """A program, taken apart."""

    module: Code
    total: int  # instructions in all its code objects
    shown: int  # of these
    adaptive: bool  # whether they are shown as the interpreter has specialised them


def take_apart(
    code: CodeType, source: str, *, adaptive: bool = False, caches: bool = False
) -> Program:
    """Take a module's code object apart, with all that are nested in it."""
    work = _Work(Spans(source), adaptive, caches)
    module = work.code(code, 0)
    return Program(module, sum(map(instructions.count, _all(code))), work.shown, adaptive)


def _all(code: CodeType) -> Iterator[CodeType]:
    """Walk over a code object and those nested in it."""
    waiting = [code]
    while waiting:
        code = waiting.pop()
        yield code
        waiting += [value for value in code.co_consts if isinstance(value, CodeType)]


@dataclass(slots=True)
class _Work:
    """The state of taking one program apart."""

    spans: Spans
    adaptive: bool
    caches: bool
    shown: int = 0  # instructions so far
    keys: dict[str, int] = field(default_factory=dict)  # how many code objects share a key so far
    count: int = 0  # code objects so far

    def code(self, code: CodeType, depth: int) -> Code:
        number, self.count = self.count, self.count + 1
        handlers = instructions.handlers(code)
        found = instructions.decode(
            code,
            self.spans,
            handlers,
            limit=INSTRUCTIONS - self.shown,
            adaptive=self.adaptive,
            caches=self.caches,
        )
        self.shown += len(found)
        nested, nested_left_out = self.nested(code, depth + 1)
        raw = adaptive_code(code) if self.adaptive else code.co_code
        return Code(
            number=number,
            key=self.key(code),
            name=clip(code.co_qualname),
            kind=kind(code),
            line=code.co_firstlineno,
            parameters=clip(parameters(code), 200),
            stack_size=code.co_stacksize,
            instructions=found,
            left_out=instructions.count(code) - len(found),
            handlers=handlers[:ITEMS],
            constants=_items(code.co_consts, lambda value: Item(literal(value))),
            names=_items(code.co_names, lambda name: Item(clip(name, 200))),
            variables=_items(variables(code), lambda name: Item(clip(name, 200), role(code, name))),
            flags=flag_names(code.co_flags),
            size=len(raw),
            raw=raw[:RAW].hex(" ", -2),
            raw_left_out=max(len(raw) - RAW, 0),
            nested=nested,
            nested_left_out=nested_left_out,
        )

    def nested(self, code: CodeType, depth: int) -> tuple[dict[int, Code], int]:
        found: dict[int, Code] = {}
        left_out = 0
        for index, value in enumerate(code.co_consts):
            if not isinstance(value, CodeType):
                continue
            if depth < DEPTH and self.count < CODE_OBJECTS and self.shown < INSTRUCTIONS:
                found[index] = self.code(value, depth)
            else:
                left_out += 1
        return found, left_out

    def key(self, code: CodeType) -> str:
        key = f"{clip(code.co_qualname)}:{code.co_firstlineno}"
        same = self.keys[key] = self.keys.get(key, 0) + 1
        return key if same == 1 else f"{key}#{same}"


def _items[T](values: Sequence[T], item: Callable[[T], Item]) -> Items:
    shown = [item(value) for value in islice(values, ITEMS)]
    return Items(shown, len(values) - len(shown))


_KINDS = {
    "<module>": "module",
    "<lambda>": "lambda",
    "<genexpr>": "generator expression",
    "__annotate__": "annotations",
}
_FLAGGED_KINDS = (
    (inspect.CO_ASYNC_GENERATOR, "async generator"),
    (inspect.CO_COROUTINE, "coroutine"),
    (inspect.CO_GENERATOR, "generator"),
    (inspect.CO_OPTIMIZED, "function"),
)


def kind(code: CodeType) -> str:
    """Say what in the source a code object was made of."""
    if code.co_name in _KINDS:
        return _KINDS[code.co_name]
    if code.co_name.startswith("<generic parameters of"):
        return "type parameters"
    if code.co_varnames[:1] == (".format",):  # of a type alias, or a type parameter's bound
        return "lazy type"
    return next((kind for flag, kind in _FLAGGED_KINDS if code.co_flags & flag), "class body")


def parameters(code: CodeType) -> str:
    """List the parameters of a function as its def statement does, without defaults."""
    positional, keywords = code.co_argcount, code.co_kwonlyargcount
    names = list(code.co_varnames)
    parts = names[:positional]
    if code.co_posonlyargcount:
        parts.insert(code.co_posonlyargcount, "/")
    rest = names[positional + keywords :]
    if code.co_flags & inspect.CO_VARARGS:
        parts.append("*" + rest.pop(0))
    elif keywords:
        parts.append("*")
    parts += names[positional : positional + keywords]
    if code.co_flags & inspect.CO_VARKEYWORDS:
        parts.append("**" + rest.pop(0))
    return ", ".join(parts)


def role(code: CodeType, name: str) -> str:
    """Say what kind of variable a name is in a code object."""
    if name in code.co_freevars:
        return "free"
    flags = code.co_flags
    stars = bool(flags & inspect.CO_VARARGS) + bool(flags & inspect.CO_VARKEYWORDS)
    declared = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + stars]
    cell = name in code.co_cellvars
    if name in declared:
        return "parameter, cell" if cell else "parameter"
    return "cell" if cell else "local"
