"""Decode the instructions of one code object, specialised or as compiled.

``dis`` gives the same answers, four times as slowly: too slow to follow each keystroke. The tests
hold the two against each other.
"""

import opcode
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from types import CodeType
from typing import NamedTuple

from peek.panels.arguments import Names, Resolve, resolver
from peek.panels.internals import CACHE_FORMAT, adaptive_code
from peek.spans import Spans


class CacheField(NamedTuple):
    """One named value in the inline cache behind an instruction."""

    offset: int  # bytes from the start of the code object
    name: str
    size: int  # in code units of two bytes
    value: int


class Instruction(NamedTuple):
    """One instruction; a tuple because thousands of them are made on each keystroke."""

    offset: int  # bytes from the start of the code object
    name: str  # of the opcode
    base: str  # of the opcode that was compiled, in whose place a specialised one may be
    arg: int | None  # with the bits of EXTENDED_ARG; None: the opcode takes no argument
    detail: str  # what the argument stands for, "" if nothing more is known
    line: int | None
    starts_line: bool
    span: str  # the source text it was compiled from, see peek.spans
    target: int | None  # the offset that it jumps to
    label: int  # its number as a place that is jumped to or bounds an exception range; or 0
    caches: tuple[CacheField, ...]  # empty when not asked for


class Handler(NamedTuple):
    """A line of the exception table: who takes over when a range of instructions raises."""

    start: int  # offset of the range's first instruction
    end: int  # offset just behind the range
    target: int  # offset of the handler
    depth: int  # the stack is cut back to this many values
    lasti: bool  # whether the place of the error is pushed too


class _Op(NamedTuple):
    """What decoding needs to know of an opcode."""

    name: str
    takes_arg: bool
    caches: tuple[tuple[str, int], ...]  # fields of the inline cache: name, size in code units
    units: int  # code units of the instruction with its cache
    jump: int  # 1 forward, -1 backward, 0 no jump
    preposition: str  # between the opcode and the label of its target
    resolve: Resolve | None


# An instruction's offset, opcode, whole argument and the offset of its jump's target.
type _Step = tuple[int, _Op, int | None, int | None]

_EXTENDED_ARG = opcode.EXTENDED_ARG
_BACKWARD = ("JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "END_ASYNC_FOR")


def _op(code: int) -> _Op:
    name = opcode.opname[code]
    fields = tuple(CACHE_FORMAT.get(name, {}).items())
    jump = 0 if code not in opcode.hasjump else -1 if name in _BACKWARD else 1
    units = 1 + sum(size for _, size in fields)
    takes_arg = code in opcode.hasarg
    # END_ASYNC_FOR never jumps: its argument says where the loop's SEND is.
    preposition = "from" if name == "END_ASYNC_FOR" else "to"
    return _Op(
        name, takes_arg, fields, units, jump, preposition, resolver(name) if takes_arg else None
    )


# co_code holds no specialised opcodes: the interpreter puts back the original ones.
_OPS = {code: _op(code) for code in opcode.opmap.values() if code < 256}


def decode(
    code: CodeType,
    spans: Spans,
    table: Sequence[Handler],
    *,
    limit: int,
    adaptive: bool = False,
    caches: bool = False,
) -> list[Instruction]:
    """Give the first ``limit`` instructions of a code object, ``EXTENDED_ARG`` among them.

    ``table`` is its exception table, ``adaptive`` asks for the opcodes as the interpreter has
    specialised them, ``caches`` for what its inline caches hold.
    """
    shown = adaptive_code(code) if adaptive else code.co_code
    steps = list(islice(_steps(code.co_code), limit))
    labels = _labels(steps, table)
    positions = list(islice(code.co_positions(), steps[-1][0] // 2 + 1 if steps else 0))
    known = Names(code)
    names = opcode.opname
    found = []
    line: int | None = -1  # none yet: None is a line too, that of code without one
    for offset, op, arg, target in steps:
        position = positions[offset >> 1]
        starts_line = line != position[0]
        line = position[0]
        if target is not None:
            detail = f"{op.preposition} L{labels[target]}"
        else:
            detail = op.resolve(arg, known) if op.resolve and arg is not None else ""
        found.append(
            Instruction(
                offset,
                names[shown[offset]],
                op.name,
                arg,
                detail,
                line,
                starts_line,
                spans(position),
                target,
                labels.get(offset, 0),
                _cache(shown, offset + 2, op) if caches and op.units > 1 else (),
            )
        )
    return found


def _steps(code: bytes) -> Iterator[_Step]:
    """Walk over bytecode, from instruction to instruction."""
    end = len(code)
    offset = high = 0
    while offset < end:
        op = _OPS[code[offset]]
        arg = code[offset + 1] | high if op.takes_arg else None
        high = arg << 8 if arg is not None and code[offset] == _EXTENDED_ARG else 0
        behind = offset + 2 * op.units
        yield offset, op, arg, behind + 2 * op.jump * arg if op.jump and arg is not None else None
        offset = behind


def _labels(steps: Sequence[_Step], table: Sequence[Handler]) -> dict[int, int]:
    """Number the places that are jumped to or named in the exception table."""
    places = {target for _, _, _, target in steps if target is not None}
    for handler in table:
        places.update((handler.start, handler.end, handler.target))
    return {offset: number for number, offset in enumerate(sorted(places), 1)}


def _cache(code: bytes, offset: int, op: _Op) -> tuple[CacheField, ...]:
    fields = []
    for name, size in op.caches:
        value = int.from_bytes(code[offset : offset + 2 * size], sys.byteorder)
        fields.append(CacheField(offset, name, size, value))
        offset += 2 * size
    return tuple(fields)


def count(code: CodeType) -> int:
    """Count the instructions of a code object. Inline caches, all zero in co_code, are none."""
    opcodes = code.co_code[::2]
    return len(opcodes) - opcodes.count(0)


def handlers(code: CodeType) -> list[Handler]:
    """Read the exception table of a code object."""
    table = iter(code.co_exceptiontable)
    found = []
    for first in table:
        start = 2 * _number(first, table)
        length = 2 * _number(next(table), table)
        target = 2 * _number(next(table), table)
        depth_and_lasti = _number(next(table), table)
        lasti = bool(depth_and_lasti & 1)
        found.append(Handler(start, start + length, target, depth_and_lasti >> 1, lasti))
    return found


def _number(byte: int, table: Iterator[int]) -> int:
    """Read a number: six bits in each byte, the highest first, bit 6 set while more follow."""
    number = byte & 63
    while byte & 64:
        byte = next(table)
        number = number << 6 | byte & 63
    return number
