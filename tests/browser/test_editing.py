"""Editing: what the reader writes is kept, can be taken back, and is never lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from peek_page import Peek, seen
from site_server import SiteServer

OTHER = "Reference Counting"
FIRST = "Interpreter Architecture"


def test_edits_outlast_a_reload(peek: Peek) -> None:
    peek.open()
    peek.example().write("mine = 1")
    peek.reload()
    peek.example().show()
    expect(peek.example().code).to_have_text("mine = 1")
    peek.finish("print('runs')")


def test_an_edit_is_shown_before_the_editor_is_there(peek: Peek) -> None:
    peek.open()
    peek.example().write("mine = 1")
    with peek.holding(r"editor\..*\.js"):
        peek.reload()
        expect(peek.example().region.locator("code")).to_have_text("mine = 1")


def test_a_press_counts_though_the_editor_comes_before_the_release(peek: Peek) -> None:
    with peek.holding(r"editor\..*\.js"):
        peek.open()
        peek.example().region.locator("code").hover()
        peek.page.mouse.down()
    expect(peek.example().code).to_be_visible()
    peek.page.mouse.up()
    expect(peek.example().code).to_be_focused()


def test_edits_outlast_a_visit_to_another_lesson(peek: Peek) -> None:
    peek.open()
    peek.example().write("mine = 1")
    peek.go(OTHER)
    expect(peek.example().code).not_to_have_text("mine = 1")
    peek.go(FIRST)
    expect(peek.example().code).to_have_text("mine = 1")


def test_each_example_keeps_its_own_edit(peek: Peek) -> None:
    peek.open()
    for number in range(2):
        peek.example(number).write(f"number = {number}")
    peek.reload()
    for number in range(2):
        peek.example(number).show()
        expect(peek.example(number).code).to_have_text(f"number = {number}")


def test_reset_brings_the_original_back(peek: Peek) -> None:
    peek.open()
    example = peek.example()
    example.show()
    before = example.code.inner_text()
    expect(example.reset_button).to_be_disabled()
    example.write("mine = 1")
    example.reset()
    expect(example.code).to_have_text(seen(before))
    expect(example.reset_button).to_be_disabled()
    peek.reload()
    example.show()
    expect(example.code).to_have_text(seen(before))


def test_reset_can_be_undone(peek: Peek) -> None:
    peek.open()
    example = peek.example()
    example.write("mine = 1")
    example.reset()
    expect(example.notice).to_contain_text("Back to the original.")
    example.notice.get_by_role("button", name="Undo").click()
    expect(example.code).to_have_text("mine = 1")
    expect(example.notice).to_be_hidden()


def test_reset_can_be_undone_by_key(peek: Peek) -> None:
    peek.open()
    example = peek.example()
    example.write("mine = 1")
    example.reset()
    expect(example.code).not_to_have_text("mine = 1")
    example.code.press("Control+z")
    expect(example.code).to_have_text("mine = 1")


def change_the_lesson(dist: Path) -> None:
    """Let the first example begin with another line."""
    page = dist / "runtime" / "interpreter" / "index.html"
    text = re.sub('data-digest="[^"]*"', 'data-digest="another"', page.read_text(), count=1)
    page.write_text(
        re.sub(r"(<section class=\"example\".*?<code>)", r"\1# new\n", text, count=1, flags=re.S)
    )


@pytest.fixture
def changed(
    peek: Peek, altered: Callable[[Callable[[Path], object]], SiteServer], tmp_path: Path
) -> Peek:
    """Give a page whose first example has changed since the reader edited it."""
    peek.site = altered(lambda dist: None)
    peek.open()
    peek.example().write("mine = 1")
    change_the_lesson(tmp_path / "dist")
    peek.reload()
    peek.example().show()
    return peek


def test_a_changed_example_keeps_the_edit_and_says_so(changed: Peek) -> None:
    example = changed.example()
    expect(example.notice).to_contain_text("This example has changed since you edited it.")
    expect(example.code).to_have_text("mine = 1")
    example.notice.get_by_role("button", name="Keep yours").click()
    changed.reload()
    example.show()
    expect(example.code).to_have_text("mine = 1")
    expect(example.notice).to_be_hidden()


def test_a_changed_example_can_be_looked_at(changed: Peek) -> None:
    example = changed.example()
    example.notice.get_by_role("button", name="Show the new one").click()
    expect(example.code).to_contain_text("# new")
    example.notice.get_by_role("button", name="Bring yours back").click()
    expect(example.code).to_have_text("mine = 1")


FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
};"""
DENIED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});"""


@pytest.mark.parametrize("trouble", [FULL, DENIED], ids=["full", "denied"])
def test_without_storage_edits_last_as_long_as_the_page(peek: Peek, trouble: str) -> None:
    peek.page.add_init_script(trouble)
    peek.open_ready()
    peek.finish("print('mine')")
    peek.shows("mine")
    expect(peek.note).to_contain_text("The browser has no room for your changes")
    peek.go(OTHER)
    peek.go(FIRST)
    expect(peek.example().code).to_have_text("print('mine')")
