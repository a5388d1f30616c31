"""Quizzes: the reader predicts, the program runs, and the two are shown side by side."""

import pytest
from playwright.sync_api import expect

import task_page
from peek_page import Peek

ONE_LINE = "The second instruction"
ANSWER = "LOAD_FAST_BORROW_LOAD_FAST_BORROW"
LINES = "Who answers first?"


@pytest.fixture
def one(peek: Peek) -> task_page.Quiz:
    peek.open_ready()
    return task_page.quiz(peek, ONE_LINE)


def test_a_right_answer(peek: Peek, one: task_page.Quiz) -> None:
    one.answer(ANSWER)
    expect(one.verdict).to_have_text("Right: that is what it prints.")
    expect(one.both).to_have_text(f"You said {ANSWER} It prints {ANSWER}", use_inner_text=True)
    expect(one.region).to_contain_text("Python 3.14 loads both variables")
    expect(one.answered).to_be_visible()
    peek.shows(ANSWER)  # it has really run
    peek.reload()
    expect(one.answered).to_be_visible()
    expect(one.field).to_have_value(ANSWER)


def test_a_wrong_answer_is_kept_and_explained(peek: Peek, one: task_page.Quiz) -> None:
    why = one.region.get_by_text("Python 3.14 loads both variables")
    expect(why).to_be_hidden()
    one.answer("LOAD_FAST")
    expect(one.verdict).to_contain_text("Not what it prints.")
    expect(one.both).to_have_text(f"You said LOAD_FAST It prints {ANSWER}", use_inner_text=True)
    expect(why).to_be_visible()
    expect(one.field).to_have_value("LOAD_FAST")
    expect(one.answered).to_be_hidden()
    peek.reload()
    expect(one.field).to_have_value("LOAD_FAST")


def test_enter_answers_where_one_line_is_asked_for(one: task_page.Quiz) -> None:
    one.field.fill(ANSWER)
    one.field.press("Enter")
    expect(one.verdict).to_contain_text("Right")


def test_control_enter_answers_where_there_are_several(peek: Peek) -> None:
    peek.open_ready()
    several = task_page.quiz(peek, LINES)
    several.field.press_sequentially("fast")
    several.field.press("Enter")
    several.field.press_sequentially("slow  \ndone\n\n")
    expect(several.verdict).to_be_empty()
    several.field.press("Control+Enter")
    expect(several.verdict).to_contain_text("Right")


def test_an_empty_answer_is_asked_for(one: task_page.Quiz) -> None:
    one.answer(" ")
    expect(one.verdict).to_have_text("First say what you expect: a guess will do.")
    expect(one.field).to_be_focused()


def test_the_panels_do_not_give_the_answer_away(peek: Peek, one: task_page.Quiz) -> None:
    title = peek.dock.get_by_role("heading", level=2)
    expect(title).to_have_text("Ask the interpreter what it is")
    one.field.focus()
    one.region.locator("pre").first.click()
    expect(title).to_have_text("Ask the interpreter what it is")
    one.answer("a guess")
    expect(title).to_have_text(ONE_LINE)


def test_an_answer_before_python_is_there_waits_for_it(peek: Peek) -> None:
    with peek.holding(r"snapshot\..*\.bin"):
        peek.open()
        one = task_page.quiz(peek, ONE_LINE)
        one.answer(ANSWER)
        expect(one.verdict).to_have_text("Running …")
    expect(one.verdict).to_contain_text("Right")
