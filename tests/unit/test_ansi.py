"""ANSI sequences become classes or vanish, wherever they are cut."""

import time
from itertools import groupby

import pytest

from peek.ansi import COLOURS, STYLES, Ansi


def joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    runs = groupby(pieces, key=lambda piece: piece[0])
    return [(classes, "".join(text for _, text in run)) for classes, run in runs]


def classes_after(*sequences: str) -> str:
    ansi = Ansi()
    for sequence in sequences:
        assert ansi.feed(f"\x1b[{sequence}m") == []
    ((classes, text),) = ansi.feed("x")
    assert text == "x"
    return classes


@pytest.mark.parametrize(("code", "style"), STYLES.items())
def test_styles_are_set(code: int, style: str) -> None:
    assert classes_after(str(code)) == f"ansi-{style}"


@pytest.mark.parametrize(
    ("on", "off", "others"),
    [
        ("1", "22", "3;4;7;9;35;45"),
        ("2", "22", "3;4;7;9;35;45"),
        ("3", "23", "1;4;7;9;35;45"),
        ("4", "24", "1;3;7;9;35;45"),
        ("4", "4:0", "1;3;7;9;35;45"),
        ("7", "27", "1;3;4;9;35;45"),
        ("9", "29", "1;3;4;7;35;45"),
        ("31", "39", "1;3;4;7;9;45"),
        ("91", "39", "1;3;4;7;9;45"),
        ("41", "49", "1;3;4;7;9;35"),
        ("101", "49", "1;3;4;7;9;35"),
    ],
)
def test_a_style_is_cleared_by_its_own_code_alone(on: str, off: str, others: str) -> None:
    assert classes_after(others, on, off) == classes_after(others) != classes_after(others, on)


@pytest.mark.parametrize("reset", ["0", "", "1;0", "0;", ";0"])
def test_everything_is_cleared(reset: str) -> None:
    assert classes_after("1;4;31;42", reset) == ""


@pytest.mark.parametrize("number", range(8))
def test_colours(number: int) -> None:
    colour = COLOURS[number]
    assert classes_after(f"{30 + number}") == f"ansi-{colour}"
    assert classes_after(f"{40 + number}") == f"ansi-bg-{colour}"
    assert classes_after(f"{90 + number}") == f"ansi-bright-{colour}"
    assert classes_after(f"{100 + number}") == f"ansi-bg-bright-{colour}"


def test_a_colour_replaces_the_one_before_on_the_same_ground_only() -> None:
    assert classes_after("31", "42", "1", "94") == "ansi-bg-green ansi-bold ansi-bright-blue"
    assert classes_after("31", "42", "103") == "ansi-bg-bright-yellow ansi-red"


@pytest.mark.parametrize(
    "parameters",
    [
        "38;5;1",
        "38;2;1;3;4",
        "48;5;4",
        "48;2;7;9;1",
        "58;5;1",
        "58;2;1;3;9",
        "38:5:1",
        "38:2::1:3:4",
        "38:2:1:3:4",
        "38",
        "38;5",
        "38;2;1",
        "5",
        "8",
        "21",
        "98",
        "99",
        "108",
        "999",
        "65535",
    ],
)
def test_what_is_not_shown_is_skipped_with_its_numbers(parameters: str) -> None:
    assert classes_after(parameters) == ""


def test_codes_after_a_long_colour_count() -> None:
    assert classes_after("38;5;1;3") == "ansi-italic"
    assert classes_after("48;2;1;2;3;4") == "ansi-underline"
    assert classes_after("38:2::1:3:4;1") == "ansi-bold"
    assert classes_after("4:3") == "ansi-underline"


VANISHING = {
    "cursor": "\x1b[2J\x1b[1;1H\x1b[K\x1b[10A\x1b[?25l\x1b[s",
    "private": "\x1b[>4;2m\x1b[?1049h\x1b[!p\x1b[0 q",
    "title": "\x1b]0;a title\x07",
    "link": "\x1b]8;;https://python.org\x1b\\",
    "device string": "\x1bPq#0;2;0;0;0\x1b\\",
    "application string": "\x1b_hidden\x1b\\",
    "charset": "\x1b(B\x1b)0",
    "short": "\x1b7\x1b8\x1bc\x1bM\x1b=\x1b>",
}


@pytest.mark.parametrize("sequence", VANISHING.values(), ids=VANISHING)
def test_other_sequences_vanish(sequence: str) -> None:
    assert joined(Ansi().feed(f"a{sequence}b{sequence}")) == [("", "ab")]


SAMPLE = (
    "a\x1b[1;31mb\x1b[0m\r\nc\rd\r\r\ne\n"
    + "".join(f"<{sequence}>" for sequence in VANISHING.values())
    + "\x1b[38;2;1;2;3;4mß🐍\x1b[24m end"
)
WHOLE = joined(Ansi().feed(SAMPLE))


def test_ends_of_lines() -> None:
    assert "".join(text for _, text in WHOLE).startswith("ab\nc\nd\n\ne\n<><>")


@pytest.mark.parametrize("size", range(1, 8))
def test_it_does_not_matter_where_text_is_cut(size: int) -> None:
    ansi = Ansi()
    parts = [SAMPLE[at : at + size] for at in range(0, len(SAMPLE), size)]
    assert joined([piece for part in parts for piece in ansi.feed(part)]) == WHOLE


def test_it_does_not_matter_where_text_is_cut_once() -> None:
    for at in range(len(SAMPLE)):
        ansi = Ansi()
        assert joined(ansi.feed(SAMPLE[:at]) + ansi.feed(SAMPLE[at:])) == WHOLE, at


@pytest.mark.parametrize(
    "unit",
    [
        "\x1b",
        "\x1b[",
        "\x1b]",
        "\x1b[0;",
        "\x1b[ ",
        "\x1b]0",
        "\r",
        "\x1b[1",
        "\x1bP",
        "\x1b(",
        "\x1b[m",
    ],
)
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    started = time.perf_counter()
    Ansi().feed(unit * 50_000)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("start", ["\x1b[", "\x1b]", "\x1bP", "\x1b["])
@pytest.mark.parametrize("filling", ["0", ";", "1;", " ", "9:"])
def test_a_sequence_without_end_is_not_kept_for_ever(start: str, filling: str) -> None:
    ansi = Ansi()
    began = time.perf_counter()
    ansi.feed(start)
    for _ in range(500):
        ansi.feed(filling * 50)
    assert len(ansi.rest) < 5_000
    ansi.feed(start + filling * 200_000)
    ansi.feed("m\x07")
    assert time.perf_counter() - began < 5


def test_a_number_too_long_for_int_is_no_failure() -> None:
    text = "".join(text for _, text in Ansi().feed(f"\x1b[{'9' * 10_000}mx"))
    assert text.endswith("x")
