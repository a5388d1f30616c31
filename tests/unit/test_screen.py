"""The Output panel: pieces of text in their styles, and tracebacks with links."""

from typing import Any

import pytest

from peek.files import Files
from peek.output import Chunk
from peek.panels.output import PANEL, Screen, joined, show_traceback
from played import attributes, text_of

FILES = Files("main.py", {"main.py": ""})


def test_one_span_for_each_run_of_equal_style() -> None:
    chunks = [Chunk("stdout", "a\x1b[31mb"), Chunk("stdout", "c\x1b[0md"), Chunk("stderr", "e")]
    assert Screen().show(chunks) == [
        ["span", {"class": "stdout"}, "a"],
        ["span", {"class": "stdout ansi-red"}, "bc"],
        ["span", {"class": "stdout"}, "d"],
        ["span", {"class": "stderr"}, "e"],
    ]


def test_each_stream_has_its_own_colours_from_batch_to_batch() -> None:
    screen = Screen()
    screen.show([Chunk("stdout", "\x1b[1m"), Chunk("stderr", "\x1b[3")])
    nodes: Any = screen.show([Chunk("stderr", "2ma"), Chunk("stdout", "b"), Chunk("stdin", "c")])
    assert [node[1]["class"] for node in nodes] == [
        "stderr ansi-green",
        "stdout ansi-bold",
        "stdin",
    ]


def test_neighbours_of_a_stream_are_joined() -> None:
    chunks = [Chunk(stream, str(n)) for n, stream in enumerate("aabba")]
    assert joined(chunks) == [Chunk("a", "01"), Chunk("b", "23"), Chunk("a", "4")]


def test_the_panel_shows_chunks() -> None:
    assert PANEL.show([Chunk("stdout", "a")]) == ["div", {}, ["span", {"class": "stdout"}, "a"]]


def links(text: str) -> list[tuple[str, str]]:
    node: Any = show_traceback(text, FILES)
    buttons = [child for child in node[2:] if child[0] == "button"]
    return [(button[1]["data-goto"], text_of(button)) for button in buttons]


@pytest.mark.parametrize(
    "line",
    [
        '  File "main.py", line 12, in f\n',
        '  File \x1b[35m"main.py"\x1b[0m, line \x1b[35m12\x1b[0m, in \x1b[35mf\x1b[0m\n',
        '  | File "main.py", line 12\n',
        '    |   File "main.py", line 12, in <module>\n',
        '  File "main.py", line 12',
    ],
)
def test_lines_that_name_a_place_in_the_program_are_links(line: str) -> None:
    ((goto, text),) = links(f"Traceback\n{line}    f()\n")
    assert goto == "12"
    assert "main.py" in text


@pytest.mark.parametrize(
    "line",
    [
        '  File "<string>", line 12, in f\n',
        '  File "/lib/main.py", line 12, in f\n',
        '  File "main_py", line 12, in f\n',
        '  File "main.py", line ١٢, in f\n',  # digits, but not the page's
        'ValueError: File "main.py", line 12\n',
        "",
    ],
)
def test_other_lines_are_not(line: str) -> None:
    assert links(line) == []


def test_no_text_is_lost() -> None:
    text = 'a\n\n  File "main.py", line 1\n\x1b[31mb\x1b[0m\rc\u2028d\x0ce\n'
    assert text_of(show_traceback(text, FILES)) == (
        'a\n\n  File "main.py", line 1\nb\nc\u2028d\x0ce\n'
    )


def test_a_message_of_many_lines_makes_few_nodes() -> None:
    node = show_traceback("line\n" * 30_000 + "\x1b[1mend\x1b[0m\n" + "\n" * 30_000, FILES)
    assert len(node) == 2 + 4
    assert len(list(attributes([node]))) == 2
