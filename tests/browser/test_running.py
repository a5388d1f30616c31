"""Run: what a program prints, how it ends, and what its errors lead to."""

import re

import pytest
from playwright.sync_api import expect

from isolation import both_ways
from peek_page import Peek


@both_ways
def test_a_program_prints(peek: Peek, isolated: bool) -> None:
    peek.open_ready()
    assert peek.page.evaluate("() => crossOriginIsolated") is isolated
    peek.run("print('2 + 3 =', 2 + 3)")
    peek.shows("2 + 3 = 5")
    peek.ends()


def test_both_streams_keep_their_order_and_are_told_apart(peek: Peek) -> None:
    peek.open_ready()
    peek.finish(
        "import sys\n"
        "for i in range(3):\n"
        "    print('out', i)\n"
        "    print('err', i, file=sys.stderr)\n"
        "sys.stdout.buffer.write(b'bytes\\n')"
    )
    peek.shows("out 0 err 0 out 1 err 1 out 2 err 2 bytes")
    expect(peek.output.locator(".stderr")).to_have_text(["err 0", "err 1", "err 2"])


def test_output_without_a_newline_is_shown(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("print('no newline', end='')")
    peek.shows("no newline")


def test_a_program_that_prints_nothing_says_so(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("x = 1")
    peek.shows("The program printed nothing.")


def test_ansi_colours_are_shown(peek: Peek) -> None:
    peek.open_ready()
    peek.finish(r"print('plain \x1b[31mred\x1b[0m \x1b[1;32mgreen\x1b[0m')")
    peek.shows("plain red green")
    plain, red, green = (
        peek.output.get_by_text(word, exact=True).evaluate("node => getComputedStyle(node).color")
        for word in ("plain", "red", "green")
    )
    assert len({plain, red, green}) == 3


def test_a_traceback_shows_the_programs_own_frames(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("def half(n):\n    return n / 0\n\nprint('before')\nhalf(3)")
    expect(peek.output).to_contain_text("before")
    expect(peek.output).to_contain_text("ZeroDivisionError: division by zero")
    expect(peek.output).not_to_contain_text("peek")
    expect(peek.output.get_by_role("button")).to_have_count(2)


def test_a_line_of_the_traceback_leads_to_the_editor(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("def half(n):\n    return n / 0\n\nprint('before')\nhalf(3)")
    peek.output.get_by_role("button", name="line 2").click()
    expect(peek.example().code).to_be_focused()
    peek.page.keyboard.press("Home")
    peek.page.keyboard.press("#")
    expect(peek.example().code).to_contain_text("#return n / 0")


def test_the_place_of_an_error_is_marked(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("a = 1\nb = a / 0\nc = 2")
    expect(peek.example().errors).to_have_text("a / 0")
    peek.finish("a = 1")
    expect(peek.example().errors).to_have_count(0)


def test_a_syntax_error_marks_its_place(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("good = 1\nbad = = 2\n")
    expect(peek.output).to_contain_text("SyntaxError: invalid syntax")
    expect(peek.example().errors).to_have_text("=")


def test_await_works_at_the_top_level(peek: Peek) -> None:
    peek.open_ready()
    peek.finish(
        "import asyncio\n"
        "async def later(n):\n    await asyncio.sleep(0.01)\n    return n\n"
        "print(await asyncio.gather(later(1), later(2)))"
    )
    peek.shows("[1, 2]")


def test_a_module_that_is_not_in_the_snapshot_is_imported(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("import colorsys\nprint(colorsys.rgb_to_hsv(1, 0, 0))")
    peek.shows("(0.0, 1.0, 1)")


def test_output_is_capped_and_says_so(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("for i in range(12_000):\n    print(i)")
    expect(peek.output).to_contain_text("Output is limited to 10,000 lines")
    expect(peek.output).to_contain_text("2,000 more lines")
    expect(peek.output).not_to_contain_text("11999")


@pytest.mark.parametrize(
    ("program", "status"),
    [
        ("import sys\nsys.exit()", r"^Finished in [\d.]+ ms, exit status 0$"),
        ("import sys\nsys.exit(3)", r"^Finished in [\d.]+ ms, exit status 3$"),
        ("raise SystemExit('no more')", r"^Finished in [\d.]+ ms, exit status 1$"),
    ],
)
def test_an_exit_tells_its_status(peek: Peek, program: str, status: str) -> None:
    peek.open_ready()
    peek.run(program)
    peek.ends(re.compile(status))


def test_the_message_of_an_exit_is_shown(peek: Peek) -> None:
    peek.open_ready()
    peek.run("raise SystemExit('no more')")
    peek.shows("no more")


def test_the_duration_is_that_of_the_program(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("import time\ntime.sleep(0.5)")
    found = re.search(r"in (\d+) ms", peek.status.inner_text())
    assert found is not None
    assert 500 <= int(found[1]) < 5000


def test_markup_that_a_program_prints_stays_text(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("print('<b onclick=1>bold</b>')")
    peek.shows("<b onclick=1>bold</b>")
