"""input(): asked for in the Output, in each of the ways that a browser can wait."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from isolation import both_ways
from peek_page import LESSON, Peek
from site_server import SiteServer

GREETING = "name = input('Name? ')\nprint('Hello', name)"
NO_STACK_SWITCHING = b"delete WebAssembly.Suspending; delete WebAssembly.promising;\n"


@both_ways
def test_a_program_asks_and_goes_on(peek: Peek) -> None:
    peek.open_ready()
    peek.run(GREETING)
    peek.becomes("Waiting for input")
    expect(peek.output).to_contain_text("Name?")
    expect(peek.field).to_be_focused()
    peek.answer("Ada")
    peek.ends()
    peek.shows("Name? Ada Hello Ada")
    expect(peek.field).to_have_count(0)


def test_a_program_asks_several_times(peek: Peek) -> None:
    peek.open_ready()
    peek.run("total = 0\nwhile (line := input('> ')) != '':\n    total += int(line)\nprint(total)")
    for line in ("1", "20", "300", ""):
        peek.answer(line)
    peek.ends()
    expect(peek.output).to_contain_text("321")


def test_a_loop_over_stdin_ends_with_the_input(peek: Peek) -> None:
    peek.open_ready()
    peek.run("import sys\nprint([line for line in sys.stdin])")
    peek.answer("one")
    expect(peek.field).to_have_value("")
    peek.field.press("Control+d")
    expect(peek.output).to_contain_text("['one\\n']")


def test_input_at_its_end_raises(peek: Peek) -> None:
    peek.open_ready()
    peek.run("input()")
    peek.field.press("Control+d")
    expect(peek.output).to_contain_text("EOFError")


@both_ways
def test_stop_ends_a_waiting_program(peek: Peek) -> None:
    peek.open_ready()
    peek.run(GREETING)
    expect(peek.field).to_be_visible()
    peek.example().stop()
    peek.becomes("Stopped")
    expect(peek.field).to_have_count(0)
    peek.finish("print('and on')")


def test_run_again_takes_the_question_back(peek: Peek) -> None:
    peek.open_ready()
    peek.run(GREETING)
    expect(peek.field).to_be_visible()
    peek.finish("print('instead')")
    expect(peek.field).to_have_count(0)
    peek.shows("instead")


def test_the_panels_follow_the_typing_while_a_program_waits(peek: Peek) -> None:
    peek.open_ready()
    peek.run(GREETING)
    expect(peek.field).to_be_visible()
    peek.example().write("async def f(): ...")
    expect(peek.row("RETURN_GENERATOR")).to_be_visible()


def without_stack_switching(dist: Path) -> None:
    [worker] = (dist / "assets").glob("worker.*.js")
    worker.write_bytes(NO_STACK_SWITCHING + worker.read_bytes())
    page = dist / LESSON / "index.html"
    size = f'"worker": {worker.stat().st_size}'
    page.write_text(re.sub(r'"worker": \d+', size, page.read_text()))


@both_ways
def test_a_program_asks_where_stacks_cannot_be_switched(
    peek: Peek, altered: Callable[[Callable[[Path], object]], SiteServer]
) -> None:
    peek.site = altered(without_stack_switching)
    peek.open_ready()
    peek.run("print('once')\na = input('a ')\nb = input('b ')\nprint(a + b)")
    for line in ("1", "2"):
        peek.becomes("Waiting for input")
        peek.answer(line)
    peek.ends()
    peek.shows("once a 1 b 2 12")


@pytest.mark.parametrize("isolated", [False], ids=["plain"])
def test_stop_works_where_nothing_can_wait(
    peek: Peek, altered: Callable[[Callable[[Path], object]], SiteServer]
) -> None:
    peek.site = altered(without_stack_switching)
    peek.open_ready()
    peek.run(GREETING)
    peek.becomes("Waiting for input")
    peek.example().stop()
    peek.becomes("Stopped")
    expect(peek.field).to_have_count(0)
    peek.finish("print('and on')")
