"""The Bytecode panel says what ``dis`` says, of all that can be compiled, and survives the rest."""

import ast
import dis
import importlib.util
import json
import sys
from collections.abc import Iterator
from itertools import islice
from types import CodeType
from typing import Any

import pytest

from peek.panels import disassembly, instructions
from peek.panels.arguments import variables
from peek.panels.arrows import LANES, lay_out
from peek.panels.bytecode import PANEL, Nothing, ran, show, typed
from peek.panels.disassembly import Code, Program
from peek.panels.internals import adaptive_code
from peek.panels.panel import Run
from peek.spans import Position, Spans

PROGRAMS = {
    "empty": "",
    "comment": "# nothing\n",
    "try": """
try:
    f()
except* (ValueError, OSError) as group:
    g(group)
try:
    a()
except KeyError as error:
    print(error)
else:
    b()
finally:
    c()
""",
    "with": """
def f(path):
    with open(path) as one, open(path) as two:
        for line in one:
            if not line: continue
            if line is None: break
            two.write(line)
        else:
            return line
    del path
""",
    "match": """
def f(value):
    match value:
        case [1, *rest, 2]: return rest
        case {"key": found, **others}: return found, others
        case Point(x=0, y=0) | Point(1, 2): return value
        case str() as text if text > "a": return text
        case None: return
        case _: raise ValueError from None
""",
    "async": """
import asyncio
async def numbers():
    for i in range(3):
        yield i
        await asyncio.sleep(0)
async def main():
    async with lock as held:
        async for n in numbers():
            print(n)
        return [n async for n in numbers() if await ok(n)]
await main()
def delegate():
    result = yield from other()
    return result
""",
    "comprehensions": """
def f(items):
    a = [x for x in items if x]
    b = {x: y for x, y in items}
    c = {x for x in items for _ in x}
    d = (lambda: (x for x in a))
    return [[y for y in x] for x in b], all(x for x in c), any(x for x in c), tuple(x for x in d())
""",
    "generics": """
class Box[T: int, *Ts, **P](Base, key=1):
    value: T
    def get[U = str](self, default: U, *args: int, flag: bool = False, **kw: str) -> U | T:
        self.value += 1
        return super().get(default, *args, **kw)
type Pair[T] = tuple[T, T]
""",
    "strings": """
name, width = "a", 3
plain = f"{name!r:>{width}} {width=} {name!a} {name}"
template = t"{name} {name!r:x} {width:>{name}}"
""",
    "closures": """
def outer(a, /, b, *, c=1):
    x = y = a
    def inner(d=b):
        nonlocal x
        global z
        x, z = x + a + d, y
        del z
        return x is not y, x not in y, lambda: x
    x, y = y, x
    a, *b, c = x
    return inner
""",
    "slices": "a[1:2]; a[1:2] = b; a[::2]; del a[1]; a[b:c] = d; a @= b; -a; ~a; not a; a[1, ...]",
    "calls": "f(1, *a, k=2, **b); f(k=1); o.m(1); o.m(k=1); print(assert_ := 1); assert f, 'no'",
    "star": "from os import *\nfrom . import a as b\nimport os.path as p\n",
    "extended": "def f():\n" + "".join(f"    if a{i}: b{i} = {i + 1000}\n" for i in range(400)),
    "far": "while a:\n" + "    b = c\n" * 35_000 + "    if d: break\n",
    "constants": "x = (1, 2.5, 3j, b'a', 'b', None, ..., True, (1, (2,))); y in {1, 2}; z[1:2]",
    "deleted": "def f(a):\n    print(a)\n    if a: del a\n    print(a)\n",
    "snake": "'🐍'; ä = f('🐍🐍', b)\nif ä: '漢' + ä.名\n",
}

MODULES = [
    "argparse",
    "ast",
    "asyncio.base_events",
    "asyncio.tasks",
    "bisect",
    "calendar",
    "collections",
    "colorsys",
    "configparser",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "difflib",
    "dis",
    "enum",
    "fractions",
    "functools",
    "heapq",
    "inspect",
    "json",
    "json.decoder",
    "logging",
    "pathlib",
    "pickle",
    "pprint",
    "random",
    "re._parser",
    "reprlib",
    "selectors",
    "statistics",
    "string",
    "tempfile",
    "textwrap",
    "tokenize",
    "traceback",
    "types",
    "typing",
    "unittest.mock",
    "uuid",
    "weakref",
    "zipfile",
]


def compiled(source: str) -> CodeType:
    code: CodeType = compile(source, "main.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    return code


def source_of(module: str) -> str:
    spec = importlib.util.find_spec(module)
    assert spec
    assert spec.loader
    source: str | None = spec.loader.get_source(module)  # type: ignore[attr-defined]
    assert source, f"no source of {module}"
    return source


def nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from nested(value)


def codes(code: Code) -> Iterator[Code]:
    yield code
    for value in code.nested.values():
        yield from codes(value)


def check(code: CodeType, source: str, *, adaptive: bool = False) -> int:
    """Hold all instructions of a code object against dis; give their number."""
    table = instructions.handlers(code)
    spans = Spans(source)
    ours = instructions.decode(code, spans, table, limit=10**9, adaptive=adaptive, caches=True)
    theirs = list(dis.Bytecode(code, adaptive=adaptive))
    assert len(theirs) == len(ours) == instructions.count(code)
    for their, our in zip(theirs, ours, strict=True):
        expected = (
            their.offset,
            their.opname,
            base_of(their),
            their.arg,
            their.line_number,
            their.starts_line,
            spans(position_of(their)),
            their.jump_target,
            their.label or 0,
            caches_of(their),
        )
        fields = tuple((field.name, field.size, field.value) for field in our.caches)
        given = (*our[:4], *our[5:10], fields)
        assert expected == given, f"{code.co_qualname}: dis {their}\npanel {our}"
        assert same_detail(their, our.detail), f"{code.co_qualname}: dis {their}\npanel {our}"
    return len(ours)


def base_of(instruction: dis.Instruction) -> str:
    name = instruction.baseopname
    return name.removeprefix("INSTRUMENTED_")


def position_of(instruction: dis.Instruction) -> Position:
    at = instruction.positions
    assert at is not None
    return at.lineno, at.end_lineno, at.col_offset, at.end_col_offset


def same_detail(their: dis.Instruction, detail: str) -> bool:
    if isinstance(their.argval, CodeType):
        return detail == f"<code object {their.argval.co_name}, line {their.argval.co_firstlineno}>"
    if len(their.argrepr) <= 80:
        return their.argrepr == detail
    # Cut, so the quotes around a string may be others, and sets are sorted.
    start = 10 if isinstance(their.argval, frozenset) else 60
    same = plain(their.argrepr)[:start] == plain(detail)[:start]
    return same and len(detail) <= 80 and detail.endswith("…")


def plain(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "\"'\\")))


def caches_of(instruction: dis.Instruction) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (name, size, int.from_bytes(data, sys.byteorder))
        for name, size, data in instruction.cache_info or ()
    )


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS)
def test_the_instructions_are_those_of_dis(source: str) -> None:
    for code in nested(compiled(source)):
        check(code, source)


@pytest.mark.parametrize("module", MODULES)
def test_the_instructions_of_the_library_are_those_of_dis(module: str) -> None:
    source = source_of(module)
    number = sum(check(code, source) for code in nested(compile(source, module, "exec")))
    assert number > 20


def test_the_programs_have_what_is_hard() -> None:
    """Guards the guards: what the programs above are for is in fact in them."""
    shown = {row.name for source in PROGRAMS.values() for row in rows(source)}
    assert shown >= {
        "EXTENDED_ARG",
        "LOAD_FAST_BORROW_LOAD_FAST_BORROW",
        "STORE_FAST_STORE_FAST",
        "LOAD_SMALL_INT",
        "END_ASYNC_FOR",
        "CHECK_EG_MATCH",
        "MATCH_CLASS",
        "BUILD_INTERPOLATION",
        "CALL_INTRINSIC_2",
        "LOAD_SUPER_ATTR",
        "LOAD_COMMON_CONSTANT",
        "LOAD_SPECIAL",
        "LOAD_FROM_DICT_OR_DEREF",
        "LOAD_FAST_AND_CLEAR",
        "LOAD_FAST_CHECK",
        "JUMP_BACKWARD_NO_INTERRUPT",
        "CONVERT_VALUE",
        "COPY_FREE_VARS",
    }
    far = [row for row in rows(PROGRAMS["far"], limit=10**9) if row.target is not None]
    assert any(row.arg and row.arg > 0xFFFF for row in far)


def rows(source: str, limit: int = 5000) -> Iterator[instructions.Instruction]:
    for code in nested(compiled(source)):
        yield from instructions.decode(
            code, Spans(source), instructions.handlers(code), limit=limit
        )


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS)
def test_the_exception_table_is_that_of_dis(source: str) -> None:
    for code in nested(compiled(source)):
        entries: list[Any] = dis.Bytecode(code).exception_entries  # type: ignore[attr-defined]
        theirs = [tuple(entry) for entry in entries]
        assert theirs == [tuple(handler) for handler in instructions.handlers(code)]


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS)
def test_the_variables_are_the_slots_of_the_frame(source: str) -> None:
    for code in nested(compiled(source)):
        names = variables(code)
        slots = [code._varname_from_oparg(i) for i in range(len(names))]  # type: ignore[attr-defined]
        assert slots == list(names)
        with pytest.raises(IndexError):
            code._varname_from_oparg(len(names))  # type: ignore[attr-defined]


HOT = """
def add(items):
    total = 0
    for item in items:
        total += item
    return total

class Point:
    def __init__(self, x):
        self.x = x
    def move(self):
        return self.x + 1

for _ in range(20):
    add([1, 2, 3])
    Point(1).move()
"""


def run_of(source: str) -> Run:
    run = Run(source, "main.py", compiled(source))
    assert run.code
    exec(run.code, run.namespace)  # noqa: S102
    return run


def test_after_a_run_instructions_are_specialised_as_dis_says() -> None:
    run = run_of(HOT)
    assert run.code
    for code in nested(run.code):
        check(code, HOT, adaptive=True)
    program = ran(run, {"adaptive": True})
    assert isinstance(program, Program)
    found = {row.name for code in codes(program.module) for row in code.instructions}
    assert {"BINARY_OP_ADD_INT", "FOR_ITER_LIST", "STORE_ATTR_INSTANCE_VALUE"} <= found
    assert adaptive_code(run.code).hex(" ", -2).startswith(program.module.raw)


def test_monitored_instructions_say_what_they_stand_for() -> None:
    run = run_of(HOT)
    assert run.code
    tool, event = sys.monitoring.PROFILER_ID, sys.monitoring.events.LINE
    sys.monitoring.use_tool_id(tool, "test")
    sys.monitoring.set_events(tool, event)
    try:
        exec(run.code, run.namespace)  # noqa: S102
        program = ran(run, {"adaptive": True})
    finally:
        sys.monitoring.set_events(tool, 0)
        sys.monitoring.free_tool_id(tool)
    assert isinstance(program, Program)
    lines = [row for row in program.module.instructions if row.name == "INSTRUMENTED_LINE"]
    assert {"LOAD_CONST", "LOAD_BUILD_CLASS"} <= {row.base for row in lines}, lines
    notes = [row[1]["data-note"] for row in find(show(program), "tr") if "data-note" in row[1]]
    assert any("Here: LOAD_CONST. Stack +1." in note for note in notes)


def test_without_the_switch_they_are_as_compiled() -> None:
    program = ran(run_of(HOT), {})
    assert isinstance(program, Program)
    again = typed(HOT, {"adaptive": True})
    assert program == again


def test_caches_are_shown_when_asked_for() -> None:
    def shown(view: Any) -> list[Any]:
        return [row for row in find(view, "tr") if row[1].get("class") == "bytecode-cache"]

    assert shown(PANEL.show(typed(HOT, {}))) == []
    found = shown(PANEL.show(ran(run_of(HOT), {"adaptive": True, "caches": True})))
    texts = {words(row).split()[3] for row in found}
    assert {"counter", "version", "keys_version", "index", "func_version", "descr"} <= texts


def find(node: Any, tag: str) -> Iterator[Any]:
    """Give the nodes of a tag in a tree, outermost first."""
    if isinstance(node, list):
        if node[0] == tag:
            yield node
        for child in node[2:]:
            yield from find(child, tag)


def words(node: Any) -> str:
    return node if isinstance(node, str) else " ".join(map(words, node[2:]))


def attributes(node: Any, name: str) -> list[str]:
    if isinstance(node, str):
        return []
    found = [value for child in node[2:] for value in attributes(child, name)]
    return [node[1][name], *found] if name in node[1] else found


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS)
def test_the_view_has_a_row_for_each_instruction_and_only_plain_data(source: str) -> None:
    program = typed(source, {})
    assert isinstance(program, Program)
    view = show(program)
    assert json.loads(json.dumps(view)) == view
    listed = sum(len(list(find(body, "tr"))) for body in listings(view))
    assert listed == program.shown == min(program.total, disassembly.INSTRUCTIONS)


def listings(view: Any) -> Iterator[Any]:
    for node in find(view, "div"):
        if "bytecode-listing" in node[1].get("class", ""):
            yield from find(node, "tbody")


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS)
def test_every_reference_has_exactly_one_target(source: str) -> None:
    view = show(typed(source, {}))
    ids = attributes(view, "data-id")
    assert len(ids) == len(set(ids))
    refs = {ref for value in attributes(view, "data-ref") for ref in value.split()}
    whole = typed(source, {})
    if isinstance(whole, Program) and whole.shown == whole.total:
        assert sorted(refs - set(ids)) == []


def test_a_jump_names_its_target_and_the_arrow_between() -> None:
    view = show(typed("while a:\n    b\n", {}))
    jumps = [row for row in find(view, "tr") if "JUMP" in words(row)]
    assert jumps
    for row in jumps:
        target, arrow = row[1]["data-ref"].split()
        assert arrow == f"{target}a"
        label = words(row).split()[-1]
        place = next(node for node in find(view, "tr") if node[1].get("data-id") == target)
        assert label in words(place).split(), (words(row), words(place))
        assert [p for p in find(view, "path") if p[1]["data-id"] == arrow], arrow


def test_code_objects_keep_their_keys_and_have_one_each() -> None:
    source = "f = lambda: 1, lambda: 2\ndef g():\n    class A: pass\n    return (x for x in [])\n"
    keys = attributes(show(typed(source, {})), "data-key")
    assert len(keys) == len(set(keys))
    assert [key for key in keys if not key.startswith("bytes of ")] == [
        "<module>:1",
        "<lambda>:1",
        "<lambda>:1#2",
        "g:2",
        "g.<locals>.A:3",
        "g.<locals>.<genexpr>:4",
    ]


def test_code_objects_say_what_they_are() -> None:
    source = """
def f(a, /, b, *c, d, **e): yield lambda *, k: a
async def g(): yield
async def h(): pass
class A[T = int]:
    x: int
    y = (i for i in [])
"""
    program = typed(source, {})
    assert isinstance(program, Program)
    assert {(code.name, code.kind, code.parameters) for code in codes(program.module)} >= {
        ("<module>", "module", ""),
        ("f", "generator", "a, /, b, *c, d, **e"),
        ("f.<locals>.<lambda>", "lambda", "*, k"),
        ("g", "async generator", ""),
        ("h", "coroutine", ""),
        ("<generic parameters of A>", "type parameters", ""),
        ("T", "lazy type", ".format, /"),
        ("A", "class body", ""),
        ("A.__annotate__", "annotations", "format, /"),
    }


@pytest.mark.parametrize(
    "source",
    ["f(", "x = = 1", "if a:\nb", "a\0b", "(" * 10_000, "'" * 3, "9" * 5000, "return", "\tx\n y"],
)
def test_what_does_not_compile_is_a_syntax_error(source: str) -> None:
    with pytest.raises(SyntaxError):
        typed(source, {})


@pytest.mark.parametrize(
    "source",
    ["-" * 100_000 + "1", "[" * 150 + "lambda:" * 3000 + "1" + "]" * 150, "x = '\ud800'"],
)
def test_a_compiler_that_gives_up_is_said(source: str) -> None:
    data = typed(source, {})
    assert isinstance(data, Nothing), data
    assert "The compiler gave up" in words(show(data))


def test_a_program_that_did_not_compile_has_no_bytecode() -> None:
    assert "did not compile" in words(show(ran(Run("x =", "main.py"), {})))


def test_a_long_program_is_cut_and_says_so() -> None:
    source = "a = b + c\n" * 3000 + "def f():\n    return 1\n"
    program = typed(source, {})
    assert isinstance(program, Program)
    assert program.shown == disassembly.INSTRUCTIONS
    assert program.total == sum(
        len(list(dis.get_instructions(code))) for code in nested(compiled(source))
    )
    text = words(show(program))
    assert f"5,000 of {program.total:,} instructions are shown." in text
    assert f"{program.module.left_out:,} more instructions" in text
    assert "1 more code object" in text


def test_the_bound_is_on_all_code_objects_together() -> None:
    program = typed("a = b\n" * 1500 + "def f():\n" + "    c(d)\n" * 1500, {})
    assert isinstance(program, Program)
    assert program.shown == disassembly.INSTRUCTIONS < program.total
    listed = [len(code.instructions) for code in codes(program.module)]
    assert sum(listed) == program.shown
    assert all(listed), listed


def test_code_objects_within_one_another_are_bounded() -> None:
    depth = 40
    source = "f = " + "lambda: " * depth + "1"
    program = typed(source, {})
    assert isinstance(program, Program)
    found = list(codes(program.module))
    assert len(found) == disassembly.DEPTH
    assert found[-1].nested_left_out == 1


def test_many_code_objects_are_bounded() -> None:
    program = typed("f = [\n" + "lambda: 1,\n" * 1000 + "]", {})
    assert isinstance(program, Program)
    assert len(list(codes(program.module))) == disassembly.CODE_OBJECTS
    assert program.module.nested_left_out == 1001 - disassembly.CODE_OBJECTS


@pytest.mark.parametrize(
    "source",
    [
        f"x = {'a' * 1_000_000!r}",
        f"x = {b'a' * 1_000_000!r}",
        f"x = 0x{'f' * 100_000}",
        f"x = ({'1.5, ' * 10_000})",
        f"x in {{{', '.join(map(str, range(5000)))}}}",
        f"x[{'a' * 100_000!r}:]",
        f"{'a' * 1_000_000} = 1",
        f"def {'f' * 100_000}({'a' * 100_000}, *{'b' * 100_000}): pass",
        "\n".join(f"a{i} = {i}.5" for i in range(20_000)),
        f"x = {'(' * 100}1,{'),' * 99})",
    ],
    ids=lambda source: source[:12],
)
def test_giant_constants_and_names_are_cut(source: str) -> None:
    view = show(typed(source, {}))
    texts = [text for node in find(view, "li") for text in node[2:]]
    assert max((len(text) for text in texts if isinstance(text, str)), default=0) <= 400
    assert len(texts) <= 3 * 2 * disassembly.ITEMS * len(list(find(view, "dl")))
    assert max(len(words(node)) for node in find(view, "pre")) <= 3 * disassembly.RAW
    sizes = len(json.dumps(view)) / max(1, len(list(find(view, "tr"))))
    assert sizes < 6000, "characters of JSON for each row"


def test_arrows_never_share_a_lane_where_they_overlap() -> None:
    for code in nested(compile(source_of("argparse"), "argparse", "exec")):
        places = {row.offset: n for n, row in enumerate(dis.get_instructions(code))}
        jumps = [
            (places[row.offset], places[row.jump_target])
            for row in dis.get_instructions(code)
            if row.jump_target in places
        ]
        arrows = lay_out(jumps)
        assert all(0 <= arrow.lane < LANES for arrow in arrows)
        for n, one in enumerate(arrows):
            for two in islice(arrows, n + 1, None):
                apart = one.last < two.first or two.last < one.first
                assert apart or one.lane != two.lane, (one, two)
        drawn = {(source, arrow.target) for arrow in arrows for source in arrow.sources}
        assert drawn <= set(jumps)
        if len({target for _, target in jumps}) <= LANES:
            assert drawn == set(jumps)


def test_rows_say_what_opcodes_do_and_where_they_come_from() -> None:
    source = "def f(größe):\n    return '🐍', größe + 1\n"
    view = show(typed(source, {}))
    row = next(row for row in find(view, "tr") if "BINARY_OP" in words(row))
    assert row[1]["data-span"] == "2:17-2:26"
    assert row[1]["data-note"].endswith("Stack \u22121.")
    assert words(row).split()[-3:] == ["BINARY_OP", "0", "+"]


def test_a_long_argument_is_in_the_note_too() -> None:
    view = show(typed("print('a long text that no phone shows')\n", {}))
    row = next(row for row in find(view, "tr") if "LOAD_CONST" in words(row))
    assert row[1]["data-note"].endswith("Argument: 'a long text that no phone shows'.")


def test_the_listing_shows_each_line_number_once() -> None:
    view = show(typed("a = b + c\nd = e\n", {}))
    lines = [words(row[2]) for row in find(view, "tr") if row[2][0] == "td" and words(row[2])]
    assert lines == ["1", "2"]
