"""The dock: belongs to the example in focus, beside the text or, on a phone, below it."""

from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from peek_page import Peek


def test_the_tabs_are_the_panels_of_the_lesson(peek: Peek) -> None:
    peek.open("runtime/cyclic-gc/")
    expect(peek.tabs).to_have_text(["Bytecode", "Collector"])
    expect(peek.tab("Collector")).to_have_attribute("aria-selected", "true")
    expect(peek.panel).to_have_accessible_name("Collector")
    peek.tab("Bytecode").click()
    expect(peek.tab("Bytecode")).to_have_attribute("aria-selected", "true")
    expect(peek.panel).to_have_accessible_name("Bytecode")


def test_another_example_in_focus_shows_its_own_output(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("print('the first')")
    peek.example(1).show()
    peek.example(1).code.focus()
    expect(peek.output).not_to_contain_text("the first")
    peek.example(0).code.focus()
    peek.shows("the first")


def test_another_example_in_focus_shows_its_own_bytecode(peek: Peek) -> None:
    peek.open_ready()
    peek.example(0).write("x = {}")
    expect(peek.row("BUILD_MAP")).to_be_visible()
    peek.example(1).write("y = []")
    expect(peek.row("BUILD_LIST")).to_be_visible()
    expect(peek.row("BUILD_MAP")).to_have_count(0)
    peek.example(0).code.focus()
    expect(peek.row("BUILD_MAP")).to_be_visible()


def test_the_splitter_moves_by_key_and_is_remembered(peek: Peek) -> None:
    peek.open()
    splitter = peek.dock.get_by_role("separator", name="Width of the panels")
    before = box(peek.dock)["width"]
    splitter.press("ArrowLeft")
    splitter.press("ArrowLeft")
    after = box(peek.dock)["width"]
    assert after > before
    peek.reload()
    assert box(peek.dock)["width"] == after


class TestOnAPhone:
    @pytest.fixture
    def browser_context_args(self) -> dict[str, Any]:
        return {"viewport": {"width": 390, "height": 844}, "has_touch": True}

    def test_the_dock_lies_below_the_example_in_focus(self, peek: Peek) -> None:
        peek.open_ready()
        for number in (0, 1):
            peek.example(number).show()
            peek.example(number).run_button.tap()
            expect(peek.status).to_contain_text("Finished")
            above = box(peek.example(number).region)
            dock = box(peek.dock)
            assert 0 <= dock["y"] - (above["y"] + above["height"]) < 60
            assert dock["y"] + dock["height"] <= box(peek.example(number + 1).region)["y"]

    def test_nothing_is_wider_than_the_window(self, peek: Peek) -> None:
        peek.open_ready()
        peek.finish("print('x' * 500)")
        assert peek.page.evaluate("() => document.documentElement.scrollWidth") == 390

    def test_the_course_opens_and_closes(self, peek: Peek) -> None:
        peek.open()
        expect(peek.course).to_be_hidden()
        peek.page.get_by_role("button", name="Course").tap()
        peek.course.get_by_role("link", name="Reference Counting").tap()
        expect(peek.heading).to_contain_text("Reference Counting")
        expect(peek.course).to_be_hidden()


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found
