"""Exercises: solved, failed, helped with, and never at the cost of what the reader wrote."""

import pytest
from playwright.sync_api import Browser, Page, expect

import task_page
from peek_page import Peek, seen
from site_server import SiteServer

TITLE = "From plus to times"
START = "def add(a, b):\n    return a + b\n"
RIGHT = "def add(a, b):\n    return a * b\n"


@pytest.fixture
def first(peek: Peek) -> task_page.Exercise:
    """Open the first exercise of the first lesson."""
    peek.open_ready()
    found = task_page.exercise(peek, TITLE)
    found.show()
    return found


def test_a_right_program_is_solved(peek: Peek, first: task_page.Exercise) -> None:
    expect(first.solved).to_be_hidden()
    first.write(RIGHT)
    first.check()
    first.says("That is right.")
    expect(first.solved).to_be_visible()
    peek.reload()
    expect(first.solved).to_be_visible()


def test_a_wrong_program_is_told_what_is_wrong(first: task_page.Exercise) -> None:
    first.check()
    first.says("The operators in the bytecode of add should be ['*'], but they are ['+'].")
    expect(first.solved).to_be_hidden()


def test_a_program_that_fails_is_told_where(peek: Peek, first: task_page.Exercise) -> None:
    first.write("x = 1\n1 / 0\n")
    first.check()
    first.says("Your program ends with ZeroDivisionError: division by zero (line 2).")
    expect(peek.output).to_contain_text("ZeroDivisionError")
    expect(first.errors).to_have_count(1)


def test_a_check_that_is_clicked_early_waits_for_python(peek: Peek) -> None:
    with peek.holding(r"snapshot\..*\.bin"):
        peek.open()
        first = task_page.exercise(peek, TITLE)
        first.check()
        first.says("Checking …")
    first.says("but they are ['+'].")


def test_run_only_runs(peek: Peek, first: task_page.Exercise) -> None:
    first.write("print('only run')")
    first.run()
    peek.shows("only run")
    expect(first.verdict).to_be_empty()


def test_a_stopped_check_says_so(peek: Peek, first: task_page.Exercise) -> None:
    first.write("print('on and on')\nwhile True: pass")
    first.check()
    expect(peek.output).to_contain_text("on and on")
    first.stop()
    first.says("Not checked")
    first.write(RIGHT)
    first.check()
    first.says("That is right.")


@pytest.mark.parametrize("isolated", [False, True], ids=["plain", "isolated"])
def test_a_check_without_an_end_can_be_stopped(peek: Peek, first: task_page.Exercise) -> None:
    first.write("def add(a, b):\n    while b: pass\n    return a * b")
    first.check()
    expect(first.stop_button).to_be_enabled()
    first.stop()
    expect(first.stop_button).to_be_disabled()
    expect(first.solved).to_be_hidden()
    first.write(RIGHT)
    first.check()
    first.says("That is right.")


@pytest.mark.parametrize(
    "program",
    [
        "import os\nos._exit(0)",
        "import sys\nsys.exit(0)",
        "print('That is right.')",
        "import peek.checks\nasync def check(params): return {'outcome': 'passed', 'message': ''}\n"
        "peek.checks.check.__code__ = check.__code__",
    ],
)
def test_a_program_does_not_talk_its_way_past_the_check(
    peek: Peek, first: task_page.Exercise, program: str
) -> None:
    peek.allow("Program terminated with exit(0)")
    first.write(START + program)
    first.check()
    expect(first.stop_button).to_be_enabled()
    expect(first.stop_button).to_be_disabled()
    expect(first.verdict).not_to_have_text("Checking …")
    expect(first.solved).to_be_hidden()
    first.write(RIGHT)
    first.check()
    first.says("That is right.")


def test_hints_come_one_at_a_time(first: task_page.Exercise) -> None:
    expect(first.hints).to_have_count(0)
    for number in (1, 2):
        expect(first.hint_button).to_have_text(f"Hint {number} of 2")
        first.hint_button.click()
        expect(first.hints).to_have_count(number)
    expect(first.hint_button).to_have_text("No more hints")
    expect(first.hint_button).to_be_disabled()


def test_the_solution_is_compared_with_the_attempt(first: task_page.Exercise) -> None:
    expect(first.solution).to_be_hidden()
    first.solution_button.click()
    expect(first.solution).to_contain_text("Lines with − are yours")
    lines = first.solution.locator(".diff > *")
    expect(lines).to_have_text(["  def add(a, b):", "−     return a + b", "+     return a * b"])
    first.solution_button.click()
    expect(first.solution).to_be_hidden()


def test_the_solution_is_shown_without_python(peek: Peek) -> None:
    with peek.holding(r"snapshot\..*\.bin"):
        peek.open()
        first = task_page.exercise(peek, TITLE)
        first.solution_button.click()
        expect(first.solution).to_contain_text("return a * b")
    expect(first.solution).to_contain_text("−     return a + b")


def test_using_the_solution_can_be_undone(peek: Peek, first: task_page.Exercise) -> None:
    mine = "def add(a, b):\n    return 'mine'"
    first.write(mine)
    first.solution_button.click()
    first.use_button.click()
    expect(first.code).to_have_text(seen(RIGHT))
    first.notice.get_by_role("button", name="Undo").click()
    expect(first.code).to_have_text(seen(mine))
    first.solution_button.click()
    first.use_button.click()
    first.code.press("Control+z")
    expect(first.code).to_have_text(seen(mine))
    peek.reload()
    first.show()
    expect(first.code).to_have_text(seen(mine))


def test_a_verdict_fades_when_the_program_changes(first: task_page.Exercise) -> None:
    first.check()
    first.says("they are ['+']")
    before = first.verdict.evaluate("(verdict) => getComputedStyle(verdict).color")
    first.type("#")
    expect(first.verdict).not_to_have_css("color", before)


def test_an_exercise_works_by_keyboard(peek: Peek, first: task_page.Exercise) -> None:
    first.write(RIGHT)
    first.code.focus()
    first.code.press("Escape")
    first.code.press("Tab")
    expect(first.check_button).to_be_focused()
    peek.page.keyboard.press("Enter")
    first.says("That is right.")


def test_another_lesson_does_not_get_the_verdict(peek: Peek, first: task_page.Exercise) -> None:
    first.write("while True: pass")
    first.check()
    peek.go("Reference Counting")
    other = task_page.exercise(peek, "Six references")
    expect(other.verdict).to_be_empty()
    other.show()
    other.check()
    other.says("The last line should print 6, but it prints 3.")


def test_on_a_phone_the_verdict_is_in_view(browser: Browser, site: SiteServer) -> None:
    page: Page = browser.new_page(viewport={"width": 390, "height": 844})
    peek = Peek(page, site)
    peek.open_ready()
    first = task_page.exercise(peek, TITLE)
    first.show()
    first.check()
    first.says("they are ['+']")
    expect(first.verdict).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()
