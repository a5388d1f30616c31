"""Errors are marked at their place in the source, in the editor's columns."""

import itertools
import sys

import pytest

from peek.files import Files
from peek.markers import MAX_MESSAGE, markers, syntax_marker


def text_of(span: str, source: str) -> str:
    """Cut a span out of the source as the editor does: by lines and UTF-16 code units."""
    (line, column), (end_line, end_column) = (map(int, at.split(":")) for at in span.split("-"))
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= line <= end_line <= len(lines), span
    coded = [f"{text}\n".encode("utf-16-le", "surrogatepass") for text in lines[:end_line]]
    before = sum(map(len, coded[: line - 1])) + 2 * column
    end = sum(map(len, coded[: end_line - 1])) + 2 * end_column
    assert before < end <= sum(map(len, coded)), f"{span} is empty or beyond its line"
    return b"".join(coded)[before:end].decode("utf-16-le", "surrogatepass")


def broken(source: str) -> SyntaxError:
    with pytest.raises(SyntaxError) as caught:
        compile(source, "main.py", "exec")
    return caught.value


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("x = = 1", "="),
        ("'🐍漢'; x = = 1", "="),  # the parser counts characters
        ("'🐍漢'; return 1", "return 1"),  # what comes after it counts bytes
        ("'é'; break", "break"),
        ("'é'\n\n  \ndef f(é, é): pass", "é"),
        ("def f():\n  '🐍'; nonlocal é", "nonlocal é"),
        ("'🐍'; é = ‘a’", "‘"),
        ("x = (", "("),  # its end is 0
        ("'🐍'; x = [1,\n 2", "["),
        ("def f():\n", "\n"),  # its end is -1, and it begins at the end of the line
        ("if 1:\n  a\n b", "\n"),
        ("x=1\n\ty=2", "\t"),
        ("'''abc\n\n", "'"),
        ("x = 1 +", "\n"),  # the end of the line
        ("x = 1 +\n", "\n"),
        ("(\n1 2\n)", "1 2"),
        ("x\ry\r\nz = = 1", "="),
        ("'\x0c\u2028\x1c'\nx = = 1", "="),
        ("\\", "\n"),
        ("f(a for a in b, c)", "a for a in b"),
        ("f'ß{a b}'", "a b"),
        ("(a +\n b) = '🐍'", "a +\n b"),
        ("a\0b", "a"),
        ("x: int\nglobal x", "global x"),
        ("'é'; from __future__ import nothing", None),
    ],
)  # fmt: skip
def test_syntax_errors(source: str, marked: str | None) -> None:
    error = broken(source)
    marker = syntax_marker(error, source)
    found = text_of(marker["span"], source)
    assert marked is None or found == marked, f"{error.args} gives {marker['span']}"
    assert marker["message"] == error.msg


LINES = [None, -1, 0, 1, 2, 3, 99]
OFFSETS = [None, -1, 0, 1, 4, 5, 99]
ENDS = [(None, None), (0, 0), (1, -1), (2, 0), (2, 3), (99, 99), (1, 99)]


@pytest.mark.parametrize("source", ["", "abc\nde\n", "🐍é\n\n"])
def test_no_position_leads_out_of_the_source(source: str) -> None:
    for line, offset, end in itertools.product(LINES, OFFSETS, ENDS):
        error = SyntaxError("bad", ("main.py", line, offset, "text", *end))
        text_of(syntax_marker(error, source)["span"], source)


def files(source: str) -> Files:
    return Files("main.py", {"main.py": source})


def raised(source: str) -> BaseException:
    try:
        exec(compile(source, "main.py", "exec"), {})  # noqa: S102
    except BaseException as error:
        return error
    raise AssertionError("no error")


def marked(source: str) -> str | None:
    found = markers(raised(source), files(source), "message")
    assert [marker["message"] for marker in found] == ["message"] * len(found)
    return text_of(found[0]["span"], source) if found else None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a = '🐍'; b = '漢' + 1 / 0", "1 / 0"),
        ("def f():\n  return [][0]\nf()", "[][0]"),
        ("import json\njson.loads('{')", "json.loads('{')"),  # raised in a library
        ("int('x',\n    base=7)", "int('x',\n    base=7)"),
        ("def f(): f()\nf()", "f()"),
        ("exec('1/0')", "exec('1/0')"),
        ("raise SyntaxError('mine')", "raise SyntaxError('mine')"),
        ("compile('a b', 'main.py', 'exec')", "compile('a b', 'main.py', 'exec')"),
        ("raise ExceptionGroup('', [ValueError()])", "raise ExceptionGroup('', [ValueError()])"),
        ("import sys\nsys.tracebacklimit = 0\n1/0", "1/0"),
        ("x = 1\r\ny = 2\rz = 1/0", "1/0"),
    ],
)
def test_the_line_that_failed(source: str, expected: str) -> None:
    try:
        assert marked(source) == expected
    finally:
        if hasattr(sys, "tracebacklimit"):
            del sys.tracebacklimit


def test_an_error_with_no_place_in_the_program_marks_nothing() -> None:
    assert markers(ValueError("x"), files("x"), "x") == []


def test_messages_are_cut() -> None:
    source = "1/0"
    (marker,) = markers(raised(source), files(source), "x" * 10_000)
    assert len(marker["message"]) == MAX_MESSAGE
    assert len(syntax_marker(SyntaxError("x" * 10_000), "")["message"]) == MAX_MESSAGE
