"""Say what the argument of an instruction stands for, in the words of ``dis``."""

import opcode
from collections.abc import Callable, Sequence
from dis import FUNCTION_ATTR_FLAGS  # type: ignore[attr-defined]
from types import CodeType

from peek.panels.internals import (
    COMMON_CONSTANTS,
    INTRINSICS_1,
    INTRINSICS_2,
    OPERATORS,
    SPECIAL_METHODS,
)
from peek.panels.literals import clip, literal

type Resolve = Callable[[int, Names], str]


class Names:
    """What the arguments of one code object refer to, as text."""

    def __init__(self, code: CodeType) -> None:
        self.constants = [clip(literal(value)) for value in code.co_consts]
        self.names = [clip(name) for name in code.co_names]
        self.variables = [clip(name) for name in variables(code)]


def variables(code: CodeType) -> tuple[str, ...]:
    """Name the slots of a frame: fast locals, cells that are not among them, free variables."""
    own = code.co_varnames
    return (*own, *(name for name in code.co_cellvars if name not in own), *code.co_freevars)


def resolver(name: str) -> Resolve | None:
    """Find what explains the argument of an opcode, named unspecialised; jumps have labels."""
    return _SPECIAL.get(name) or _BY_KIND.get(opcode.opmap[name])


def _table(texts: Sequence[str]) -> Resolve:
    return lambda arg, _: texts[arg]


def _constant(arg: int, known: Names) -> str:
    return known.constants[arg]


def _name(arg: int, known: Names) -> str:
    return known.names[arg]


def _global(arg: int, known: Names) -> str:
    return known.names[arg >> 1] + (" + NULL" if arg & 1 else "")


def _attribute(arg: int, known: Names) -> str:
    return known.names[arg >> 1] + (" + NULL|self" if arg & 1 else "")


def _super_attribute(arg: int, known: Names) -> str:
    return known.names[arg >> 2] + (" + NULL|self" if arg & 1 else "")


def _variable(arg: int, known: Names) -> str:
    return known.variables[arg]


def _two_variables(arg: int, known: Names) -> str:
    return f"{known.variables[arg >> 4]}, {known.variables[arg & 15]}"


def _comparison(arg: int, _: Names) -> str:
    operator = opcode.cmp_op[arg >> 5]
    return f"bool({operator})" if arg & 16 else operator


def _function_attribute(arg: int, _: Names) -> str:
    return ", ".join(text for bit, text in enumerate(FUNCTION_ATTR_FLAGS) if arg & 1 << bit)


_COMMON_CONSTANTS = [
    value.__name__ if isinstance(value, type) else repr(value) for value in COMMON_CONSTANTS
]

_BY_KIND: dict[int, Resolve] = {
    **dict.fromkeys(opcode.hasname, _name),
    **dict.fromkeys(opcode.hasfree, _variable),
    **dict.fromkeys(opcode.haslocal, _variable),
    **dict.fromkeys(opcode.hasconst, _constant),
}

_SPECIAL: dict[str, Resolve] = {
    "LOAD_GLOBAL": _global,
    "LOAD_ATTR": _attribute,
    "LOAD_SUPER_ATTR": _super_attribute,
    "LOAD_FAST_LOAD_FAST": _two_variables,
    "LOAD_FAST_BORROW_LOAD_FAST_BORROW": _two_variables,
    "STORE_FAST_LOAD_FAST": _two_variables,
    "STORE_FAST_STORE_FAST": _two_variables,
    "COMPARE_OP": _comparison,
    "CONVERT_VALUE": _table(["", "str", "repr", "ascii"]),
    "SET_FUNCTION_ATTRIBUTE": _function_attribute,
    "BINARY_OP": _table([symbol for _, symbol in OPERATORS]),
    "CALL_INTRINSIC_1": _table(INTRINSICS_1),
    "CALL_INTRINSIC_2": _table(INTRINSICS_2),
    "LOAD_COMMON_CONSTANT": _table(_COMMON_CONSTANTS),
    "LOAD_SPECIAL": _table(SPECIAL_METHODS),
    "IS_OP": _table(["is", "is not"]),
    "CONTAINS_OP": _table(["in", "not in"]),
}
