"""The Bytecode panel: what the compiler has made of the program, what a run has made of that."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from peek.nodes import Node, h
from peek.panels.codeflags import flag_note
from peek.panels.disassembly import Code, Items, Program, take_apart
from peek.panels.instructions import Handler
from peek.panels.listing import listing
from peek.panels.opcodes import BASE
from peek.panels.panel import Option, Options, Panel, Run


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no bytecode."""

    reason: str  # a sentence


type Data = Program | Nothing


def typed(source: str, options: Options) -> Data:
    """Compile what is in the editor and take it apart; SyntaxError is for the caller."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(
                source, "main.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True
            )
        return take_apart(code, source, caches=options.get("caches", False))
    except (MemoryError, RecursionError, ValueError, OverflowError, SystemError) as error:
        name = type(error).__name__
        return Nothing(f"The compiler gave up: {name}{f': {error}' if str(error) else ''}.")


def ran(run: Run, options: Options) -> Data:
    """Take apart the code that has run, specialised if that is asked for."""
    if run.code is None:
        return Nothing("The program did not compile, so there is no bytecode.")
    return take_apart(
        run.code,
        run.source,
        adaptive=options.get("adaptive", False),
        caches=options.get("caches", False),
    )


def show(data: Data) -> Node:
    """Show each code object with its listing, then those that are nested in it."""
    if isinstance(data, Nothing):
        return h("p", {"class": "bytecode-nothing muted"}, data.reason)
    return h("div", {"class": "bytecode"}, *_summary(data), _code(data.module))


def _summary(program: Program) -> Iterator[Node]:
    if program.shown < program.total:
        text = f"{program.shown:,} of {program.total:,} instructions are shown."
        yield h("p", {"class": "bytecode-remark warning"}, text)
    if program.adaptive:
        special = sum(_specialised(program.module))
        text = f"{special:,} of {program.shown:,} instructions are specialised."
        yield h("p", {"class": "bytecode-remark muted"}, text)


def _specialised(code: Code) -> Iterator[int]:
    yield sum(row.name in BASE for row in code.instructions)
    for nested in code.nested.values():
        yield from _specialised(nested)


def _code(code: Code) -> Node:
    children: list[Node] = [
        h("summary", {"data-id": f"{code.number}"}, *_heading(code)),
        _facts(code),
        listing(code),
    ]
    if code.left_out:
        children.append(_more(code.left_out, "instruction"))
    if code.handlers:
        children.append(_exception_table(code))
    children.append(_tables(code))
    children += [_code(nested) for nested in code.nested.values()]
    if code.nested_left_out:
        children.append(_more(code.nested_left_out, "code object"))
    return h("details", {"class": "bytecode-code", "data-key": code.key, "open": True}, *children)


def _heading(code: Code) -> Iterator[Node]:
    yield h("code", {}, code.name)
    yield " "
    yield h("span", {"class": "badge"}, code.kind)
    yield " "
    yield h("span", {"class": "muted"}, f"line {code.line}")


def _facts(code: Code) -> Node:
    facts: list[Node] = [f"Stack size {code.stack_size}"]
    if code.parameters:
        facts += [" · parameters ", h("code", {}, code.parameters)]
    for flag in code.flags:
        facts += [" · ", h("span", {"data-note": flag_note(flag)}, flag)]
    return h("p", {"class": "bytecode-facts muted"}, *facts)


def _more(count: int, noun: str) -> Node:
    text = f"… {count:,} more {noun}{'s' if count > 1 else ''}"
    return h("p", {"class": "bytecode-remark muted"}, text)


def _exception_table(code: Code) -> Node:
    labels = {row.offset: row.label for row in code.instructions}
    titles = ("From", "To", "Handler", "Stack depth", "Pushes")
    head = h("tr", {}, *(h("th", {"scope": "col"}, title) for title in titles))
    rows = [_handler(code.number, handler, labels) for handler in code.handlers]
    return h(
        "table",
        {"class": "bytecode-handlers"},
        h("caption", {}, "Exception table"),
        h("thead", {}, head),
        h("tbody", {}, *rows),
    )


def _handler(number: int, handler: Handler, labels: dict[int, int]) -> Node:
    places = (handler.start, handler.end, handler.target)
    texts = [f"L{labels[place]}" if labels.get(place) else f"{place}" for place in places]
    texts += [f"{handler.depth}", "place and exception" if handler.lasti else "exception"]
    note = (
        f"If an instruction from offset {handler.start} up to {handler.end} raises, the stack is "
        f"cut to {handler.depth} values and the handler at {handler.target} goes on."
    )
    refs = f"{number}.{handler.start} {number}.{handler.target}"
    return h("tr", {"data-note": note, "data-ref": refs}, *(h("td", {}, text) for text in texts))


def _tables(code: Code) -> Node:
    tables = (
        ("Constants", code.constants),
        ("Names", code.names),
        ("Variables", code.variables),
    )
    parts = [part for title, items in tables if items.shown for part in _items(title, items)]
    parts.append(h("dt", {}, "Bytes"))
    parts.append(_raw(code))
    return h("dl", {"class": "bytecode-tables"}, *parts)


def _items(title: str, items: Items) -> Iterator[Node]:
    yield h("dt", {}, title)
    shown = [h("li", {}, item.text, *_remark(item.remark)) for item in items.shown]
    more = [_more(items.left_out, "item")] if items.left_out else []
    yield h("dd", {}, h("ol", {}, *shown), *more)


def _remark(text: str) -> Iterator[Node]:
    if text:
        yield h("small", {}, text)


def _raw(code: Code) -> Node:
    more = [_more(code.raw_left_out, "byte")] if code.raw_left_out else []
    size = h("summary", {}, f"{code.size:,} bytes")
    key = f"bytes of {code.key}"
    return h("dd", {}, h("details", {"data-key": key}, size, h("pre", {}, code.raw), *more))


PANEL = Panel(
    name="bytecode",
    title="Bytecode",
    empty="The bytecode of the program will be here.",
    show=show,
    typed=typed,
    ran=ran,
    options=(
        Option("adaptive", "Specialised", after_run=True),
        Option("caches", "Inline caches"),
    ),
)
