"""Spans name the text that the compiler means, whatever it is written in."""

import ast

import pytest

from peek.spans import Spans


def text_of(span: str, source: str) -> str:
    """Cut a span out of the source as the editor does: by lines and UTF-16 code units."""
    start, end = (tuple(map(int, place.split(":"))) for place in span.split("-"))
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    before = [line.encode("utf-16-le") + b"\n\0" for line in lines]
    begin = sum(map(len, before[: start[0] - 1])) + 2 * start[1]
    finish = sum(map(len, before[: end[0] - 1])) + 2 * end[1]
    return b"".join(before)[begin:finish].decode("utf-16-le")


@pytest.mark.parametrize(
    "source",
    [
        "total = price * amount",
        "größe = 'ß' + naïve",  # two bytes, one code unit
        "名 = '漢字' + 値",  # three bytes, one code unit
        "x = '🐍🐍' + y; z = '🦀'",  # four bytes, two code units
        "f(\n  '🐍',\n  b,\n)",
        "a = 1\r\nb = '🐍' + c\rd = e\nf = g",  # all three ends of lines
        "\x0ca = '\x1c\u2028' + b\nc = d",  # what str.splitlines() would take for ends of lines
        "if a:\n\tb = '🐍', c",
    ],
)
def test_each_expression_is_marked_exactly(source: str) -> None:
    spans = Spans(source)
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.expr | ast.stmt):
            place = (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)
            expected = ast.get_source_segment("\n".join(lines).replace("\x0c", " "), node)
            marked = text_of(spans(place), source).replace("\x0c", " ")
            assert expected == marked, f"{ast.dump(node)} at {place}, span {spans(place)}"


def test_columns_are_utf16_code_units() -> None:
    assert Spans("x = '🐍' + y")((1, 1, 4, 10)) == "1:4-1:8"


def test_without_columns_it_is_the_whole_line() -> None:
    spans = Spans("a = 1\nb = '🐍'\n")
    assert spans((2, 2, None, None)) == "2:0-2:8"
    assert spans((2, None, None, None)) == "2:0-2:8"


@pytest.mark.parametrize(
    "place",
    [
        (None, None, None, None),
        (0, 1, 0, 0),  # how a module begins
        (1, 1, 0, 0),  # how a function begins
        (1, 1, 4, 2),
        (2, 1, 0, 5),
        (1, 9, 0, 5),
        (9, 9, 0, 5),
    ],
)
def test_what_no_text_has_made_has_no_span(
    place: tuple[int | None, int | None, int | None, int | None],
) -> None:
    assert Spans("value = 1")(place) == ""


def test_a_column_beyond_the_line_is_its_end() -> None:
    assert Spans("abc")((1, 1, 1, 99)) == "1:1-1:3"
    assert Spans("ab🐍")((1, 1, 1, 99)) == "1:1-1:4"
