"""Name, with their types, the tables of bytecode that CPython 3.14 has but does not document."""

import opcode
from collections.abc import Sequence
from types import CodeType

# Which specialised opcodes the interpreter may put in place of one.
SPECIALIZATIONS: dict[str, list[str]] = opcode._specializations  # type: ignore[attr-defined]
# The fields of each inline cache, with their sizes in code units of two bytes.
CACHE_FORMAT: dict[str, dict[str, int]] = opcode._cache_format  # type: ignore[attr-defined]
# What arguments select.
OPERATORS: list[tuple[str, str]] = opcode._nb_ops  # type: ignore[attr-defined]
INTRINSICS_1: Sequence[str] = opcode._intrinsic_1_descs  # type: ignore[attr-defined]
INTRINSICS_2: Sequence[str] = opcode._intrinsic_2_descs  # type: ignore[attr-defined]
SPECIAL_METHODS: Sequence[str] = opcode._special_method_names  # type: ignore[attr-defined]
COMMON_CONSTANTS: Sequence[object] = opcode._common_constants  # type: ignore[attr-defined]


def adaptive_code(code: CodeType) -> bytes:
    """Give the bytecode as it is at present: specialised, with what the caches hold."""
    bytecode: bytes = code._co_code_adaptive  # type: ignore[attr-defined]
    return bytecode
