"""Examples of several files: each has its tab, its text, its history and its errors."""

import re

import pytest
from playwright.sync_api import Page, expect

from peek_page import Example, Peek, seen
from site_server import SiteServer

IMPORTS = "runtime/imports/"
MAIN = "import greeting\nprint(greeting.hello(5))\n"
GREETING = "def hello(name):\n    return name.title()\n"
FAILURE = "AttributeError: 'int' object has no attribute 'title'"


@pytest.fixture
def example(peek: Peek) -> Example:
    """Open the first example of the lesson, which has two files."""
    peek.open_ready(IMPORTS)
    peek.example().show()
    return peek.example()


def test_one_file_is_in_view(example: Example) -> None:
    expect(example.region.get_by_role("tab")).to_have_text(["main.py", "greeting.py"])
    expect(example.file("main.py")).to_have_attribute("aria-selected", "true")
    expect(example.region.get_by_role("tabpanel", name="main.py")).to_be_visible()
    expect(example.code).to_contain_text("main begins")
    expect(example.code).not_to_contain_text("def hello")


def test_the_page_opens_at_its_top(peek: Peek) -> None:
    peek.open_ready(IMPORTS)
    expect(peek.example().code).to_be_visible()
    assert peek.page.evaluate("scrollY") == 0


def test_a_click_brings_another_file_into_view(example: Example) -> None:
    example.open("greeting.py")
    expect(example.file("greeting.py")).to_have_attribute("aria-selected", "true")
    expect(example.region.get_by_role("tabpanel", name="greeting.py")).to_be_visible()
    expect(example.code).to_contain_text("def hello")


def test_arrow_keys_lead_from_file_to_file(example: Example) -> None:
    example.file("main.py").focus()
    example.file("main.py").press("ArrowRight")
    expect(example.file("greeting.py")).to_be_focused()
    expect(example.code).to_contain_text("def hello")
    example.file("greeting.py").press("ArrowRight")
    expect(example.file("main.py")).to_be_focused()
    expect(example.file("greeting.py")).to_have_attribute("tabindex", "-1")
    example.file("main.py").press("Tab")
    expect(example.code).to_be_focused()


def test_files_can_be_read_before_the_editor_is_there(peek: Peek) -> None:
    with peek.holding(r"editor\..*\.js"):
        peek.open(IMPORTS)
        example = peek.example()
        example.file("greeting.py").click()
        expect(example.region.locator("pre").first).to_contain_text("def hello")
    expect(example.code).to_contain_text("def hello")


def test_a_run_takes_all_files_as_they_are_edited(peek: Peek, example: Example) -> None:
    example.open("greeting.py")
    example.write("def hello(name): return name + '?'")
    example.run()
    expect(peek.output).to_contain_text("Ada?")
    expect(peek.output).to_contain_text("1 file written")
    expect(peek.output).to_contain_text("__pycache__/greeting.cpython-314.pyc")


def test_every_run_begins_without_what_an_earlier_one_wrote(peek: Peek, example: Example) -> None:
    probe = "import os, greeting\nprint(os.path.exists('x'))\nopen('x', 'w').close()"
    example.write(probe)
    for _ in range(2):
        example.run()
        expect(peek.output).to_contain_text("False")
        expect(peek.output).to_contain_text("2 files written")


def test_each_file_has_its_own_history(example: Example) -> None:
    before = example.code.inner_text()
    example.write("one")
    example.open("greeting.py")
    example.write("two")
    example.open("main.py")
    expect(example.code).to_have_text("one")
    example.code.press("Control+z")
    expect(example.code).to_have_text(seen(before))
    example.open("greeting.py")
    expect(example.code).to_have_text("two")


def test_edits_of_all_files_outlast_a_reload(peek: Peek, example: Example) -> None:
    example.write("one")
    example.open("greeting.py")
    example.write("two")
    peek.reload()
    example.show()
    expect(example.code).to_have_text("one")
    example.open("greeting.py")
    expect(example.code).to_have_text("two")


def test_an_edit_of_one_file_alone_outlasts_a_reload(peek: Peek, example: Example) -> None:
    example.open("greeting.py")
    example.write("two")
    peek.reload()
    example.show()
    expect(example.code).to_contain_text("main begins")
    example.open("greeting.py")
    expect(example.code).to_have_text("two")


def test_reset_brings_all_files_back_and_can_be_undone(peek: Peek, example: Example) -> None:
    example.write("one")
    example.open("greeting.py")
    example.write("two")
    example.open("main.py")
    example.reset()
    expect(example.code).to_contain_text("main begins")
    expect(example.reset_button).to_be_disabled()
    example.open("greeting.py")
    expect(example.code).to_contain_text("def hello")
    example.notice.get_by_role("button", name="Undo").click()
    expect(example.code).to_have_text("two")
    expect(example.reset_button).to_be_enabled()
    peek.reload()
    example.show()
    expect(example.code).to_have_text("one")


def test_after_a_reset_ctrl_z_brings_one_file_back(example: Example) -> None:
    example.open("greeting.py")
    example.write("two")
    example.reset()
    expect(example.code).to_contain_text("def hello")
    example.code.press("Control+z")
    expect(example.code).to_have_text("two")


def test_a_traceback_leads_to_the_other_file(peek: Peek, example: Example) -> None:
    example.open("greeting.py")
    example.write(GREETING)
    example.open("main.py")
    example.write(MAIN)
    example.run()
    expect(peek.output).to_contain_text(FAILURE)
    expect(example.errors).to_have_count(0)
    peek.output.get_by_role("button", name=re.compile('greeting.py", line 2')).click()
    expect(example.file("greeting.py")).to_have_attribute("aria-selected", "true")
    expect(example.code).to_be_focused()
    expect(example.errors).to_have_text("name.title")
    example.code.press_sequentially("#")
    expect(example.code).to_have_text(seen("def hello(name):\n#    return name.title()\n"))
    peek.output.get_by_role("button", name=re.compile('main.py", line 2')).click()
    expect(example.file("main.py")).to_have_attribute("aria-selected", "true")


def test_a_syntax_error_is_marked_in_its_file(peek: Peek, example: Example) -> None:
    example.open("greeting.py")
    example.write("x = = 1")
    expect(example.errors).to_have_text("=")
    example.open("main.py")
    example.run()
    expect(peek.output).to_contain_text("SyntaxError: invalid syntax")
    expect(example.errors).to_have_count(0)
    example.open("greeting.py")
    expect(example.errors).to_have_text("=")


def test_an_await_that_only_main_may_have_is_marked(example: Example) -> None:
    example.write("await f()")
    example.open("greeting.py")
    example.write("await f()")
    expect(example.errors).to_have_text("await f()")
    example.open("main.py")
    expect(example.errors).to_have_count(0)


def test_the_panel_follows_the_file_in_view(peek: Peek, example: Example) -> None:
    expect(peek.row("STORE_NAME").filter(has_text="greeting")).to_have_count(2)
    example.open("greeting.py")
    expect(peek.row("STORE_NAME").filter(has_text="hello")).to_have_count(1)
    example.run()
    expect(peek.output).to_contain_text("main ends")
    expect(peek.row("STORE_NAME").filter(has_text="hello")).to_have_count(1)
    example.open("main.py")
    expect(peek.row("STORE_NAME").filter(has_text="greeting")).to_have_count(2)


def test_without_javascript_all_files_can_be_read(page: Page, site: SiteServer) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = Peek(context.new_page(), site)
    plain.open(IMPORTS)
    region = plain.example().region
    expect(region.get_by_role("tab")).to_have_count(0)
    for name, text in ("main.py", "main begins"), ("greeting.py", "def hello"):
        expect(region.get_by_role("paragraph").filter(has_text=name)).to_be_visible()
        expect(region.locator("pre", has_text=text).first).to_be_visible()
    context.close()
