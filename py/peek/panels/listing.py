"""Show the instructions of a code object as a table, with the arrows of its jumps beside it.

Rows are what the Bytecode panel has thousands of: they carry no more than they must, and are
written out as the lists that h() makes.
"""

from collections.abc import Iterator, Sequence

from peek.nodes import Attr, Node, h
from peek.panels.arrows import Arrow, lay_out
from peek.panels.disassembly import Code
from peek.panels.instructions import CacheField, Instruction
from peek.panels.opcodes import BASE, CACHE_FIELDS, explain

_TITLES = ("Line", "Offset", "Label", "Instruction")
_HEAD = h("thead", {}, h("tr", {}, *(h("th", {"scope": "col"}, title) for title in _TITLES)))
_EMPTY: Node = ["td", {}]

_NARROW = 28  # characters for opcode and what its argument stands for

# Units of the drawing, whose height is that of the table: all rows are equally high.
_ROW = 20
_LANE = 6
_EDGE = 6  # from the innermost lane to the arrow's head
_BEND = 3  # radius of its corners


def listing(code: Code) -> Node:
    """Show a code object's instructions, and the inline caches that are given with them."""
    row_at = _rows_of_offsets(code.instructions)
    arrows = lay_out(
        (row_at[instruction.offset], row_at[instruction.target])
        for instruction in code.instructions
        # END_ASYNC_FOR jumps nowhere: its argument names the SEND that it belongs to.
        if instruction.target in row_at and instruction.base != "END_ASYNC_FOR"
    )
    drawn = {arrow.target for arrow in arrows}
    rows: list[Node] = []
    for instruction in code.instructions:
        rows.append(_row(code, instruction, row_at, drawn))
        rows += [_cache_row(field) for field in instruction.caches]
    table = h("table", {}, _HEAD, ["tbody", {}, *rows])
    lanes = max((arrow.lane + 1 for arrow in arrows), default=0)
    drawing = [_drawing(code, arrows, lanes, len(rows))] if arrows else []
    return h("div", {"class": f"bytecode-listing bytecode-lanes-{lanes}"}, table, *drawing)


def _rows_of_offsets(instructions: Sequence[Instruction]) -> dict[int | None, int]:
    rows: dict[int | None, int] = {}
    row = 0
    for instruction in instructions:
        rows[instruction.offset] = row
        row += 1 + len(instruction.caches)
    return rows


def _row(code: Code, row: Instruction, row_at: dict[int | None, int], drawn: set[int]) -> Node:
    # One row can be reached with Tab, all can take the focus.
    attrs: dict[str, Attr] = {"tabindex": -1 if row.offset else 0}
    note = explain(row.name, row.base, row.arg)
    attrs["data-note"] = note if _fits(row) else f"{note} Argument: {row.detail}."
    if row.span:
        attrs["data-span"] = row.span
    if row.starts_line:
        attrs["class"] = "bytecode-line"
    if row.label:
        attrs["data-id"] = f"{code.number}.{row.offset}"
    if refs := " ".join(_refs(code, row, row_at, drawn)):
        attrs["data-ref"] = refs
    instruction: list[Node | dict[str, Attr]] = ["td", {}, _opcode(row.name)]
    if row.arg is not None:
        instruction.append(["span", {}, str(row.arg)])
        if row.detail:
            instruction.append(row.detail)
    return [
        "tr",
        attrs,
        ["td", {}, str(row.line)] if row.starts_line and row.line else _EMPTY,
        ["td", {}, str(row.offset)],
        ["td", {}, f"L{row.label}"] if row.label else _EMPTY,
        instruction,
    ]


def _fits(row: Instruction) -> bool:
    """Tell whether a phone shows the whole of an instruction."""
    return len(row.name) + len(row.detail) < _NARROW


def _opcode(name: str) -> Node:
    return ["code", {"class": "bytecode-special"} if name in BASE else {}, name]


def _refs(
    code: Code, row: Instruction, row_at: dict[int | None, int], drawn: set[int]
) -> Iterator[str]:
    """Name what belongs to a row: where it jumps to, that arrow, the code object that it loads."""
    if row.target is not None:
        yield f"{code.number}.{row.target}"
        if row_at.get(row.target) in drawn:
            yield f"{code.number}.{row.target}a"
    elif row.label and row_at[row.offset] in drawn:
        yield f"{code.number}.{row.offset}a"
    elif row.arg in code.nested and row.base == "LOAD_CONST":
        yield f"{code.nested[row.arg].number}"


def _cache_row(field: CacheField) -> Node:
    return [
        "tr",
        {"class": "bytecode-cache", "data-note": CACHE_FIELDS[field.name]},
        _EMPTY,
        ["td", {}, str(field.offset)],
        _EMPTY,
        ["td", {}, _opcode("CACHE"), ["span", {}, str(field.size)], f"{field.name} {field.value}"],
    ]


def _drawing(code: Code, arrows: Sequence[Arrow], lanes: int, rows: int) -> Node:
    offsets = {row: offset for offset, row in _rows_of_offsets(code.instructions).items()}
    width = _EDGE + _LANE * lanes
    paths = [
        h("path", {"d": _path(arrow, width), "data-id": f"{code.number}.{offsets[arrow.target]}a"})
        for arrow in arrows
    ]
    view = f"0 0 {width} {_ROW * (rows + 1)}"
    return h("svg", {"viewBox": view, "aria-hidden": "true"}, *paths)


def _path(arrow: Arrow, right: int) -> str:
    """Draw the tails and the head of an arrow, each joining the lane with a round corner."""
    x = right - _EDGE - _LANE * arrow.lane
    head = _middle(arrow.target)
    tails = "".join(_branch(x, right, _middle(source), head) for source in arrow.sources)
    return f"{tails}M{right - 4} {head - 3}l4 3l-4 3"


def _branch(x: int, right: int, tail: int, head: int) -> str:
    bend = _BEND if tail < head else -_BEND
    return (
        f"M{right} {tail}H{x + _BEND}Q{x} {tail} {x} {tail + bend}"
        f"V{head - bend}Q{x} {head} {x + _BEND} {head}H{right}"
    )


def _middle(row: int) -> int:
    """Give the height of a row's middle; the table's head is a row too."""
    return _ROW * (row + 1) + _ROW // 2
