"""Comparing two versions of a program, line by line."""

from peek.difference import compare
from played import text_of


def lines(yours: str, theirs: str) -> list[tuple[str, str]]:
    """Give class and text of the lines that are shown."""
    view = compare({"yours": yours, "theirs": theirs})["view"]
    return [(node[1]["class"], text_of(node)) for node in view[2:]]


def test_lines_of_one_the_other_and_both() -> None:
    assert lines("a\nb = 1\nc\n", "a\nb = 2\nc\nd") == [
        ("diff-both", "  a"),
        ("diff-yours", "\N{MINUS SIGN} b = 1"),
        ("diff-theirs", "+ b = 2"),
        ("diff-both", "  c"),
        ("diff-theirs", "+ d"),
    ]


def test_the_end_of_the_last_line_does_not_count() -> None:
    assert compare({"yours": "a\n", "theirs": "a"})["equal"]
    assert not compare({"yours": "a", "theirs": "b"})["equal"]


def test_lines_that_look_like_notes_of_difflib() -> None:
    assert lines("? a", "- a") == [
        ("diff-yours", "\N{MINUS SIGN} ? a"),
        ("diff-theirs", "+ - a"),
    ]


def test_nothing_at_all() -> None:
    assert lines("", "a") == [("diff-theirs", "+ a")]
