"""The keyboard: everything can be done with it, and it is never trapped."""

import pytest
from playwright.sync_api import expect

from peek_page import Peek


@pytest.mark.parametrize("keys", ["Control+Enter", "Shift+Enter"])
def test_keys_run_the_program_in_the_editor(peek: Peek, keys: str) -> None:
    peek.open_ready()
    peek.example().write("print('by key')")
    peek.example().code.press(keys)
    peek.ends()
    peek.shows("by key")
    expect(peek.example().code).to_have_text("print('by key')")


def test_a_key_runs_the_example_in_focus_from_anywhere(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write("print('by key')")
    peek.tab("Bytecode").focus()
    peek.page.keyboard.press("Control+Enter")
    peek.ends()
    peek.shows("by key")


def test_a_key_stops_the_program(peek: Peek) -> None:
    peek.open_ready()
    peek.run("print('started')\nwhile True:\n    pass")
    peek.shows("started")
    peek.example().code.press("Control+.")
    peek.becomes("Stopped")


def test_tab_indents_and_after_escape_it_leaves(peek: Peek) -> None:
    peek.open()
    example = peek.example()
    example.write("x")
    example.code.press("Home")
    example.code.press("Tab")
    assert example.code.inner_text().rstrip("\n") == "    x"
    expect(example.code).to_be_focused()
    example.code.press("Escape")
    example.code.press("Tab")
    expect(example.code).not_to_be_focused()
    assert example.code.inner_text().rstrip("\n") == "    x"


def test_the_shortcuts_are_listed(peek: Peek) -> None:
    peek.open()
    expect(peek.example().code).to_be_visible()
    dialog = peek.page.get_by_role("dialog", name="Shortcuts")
    peek.page.keyboard.press("?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("row", name="Stop")).to_contain_text("Ctrl .")
    peek.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_question_mark_in_the_editor_is_a_question_mark(peek: Peek) -> None:
    peek.open()
    peek.example().write("# why")
    peek.example().type("?")
    expect(peek.example().code).to_have_text("# why?")
    expect(peek.page.get_by_role("dialog")).to_have_count(0)


def test_arrows_move_between_the_tabs(peek: Peek) -> None:
    peek.open("runtime/cyclic-gc/")
    first, last = peek.tabs.first, peek.tabs.last
    expect(peek.tabs).not_to_have_count(1)
    first.focus()
    peek.page.keyboard.press("ArrowRight")
    expect(peek.tabs.nth(1)).to_be_focused()
    expect(peek.tabs.nth(1)).to_have_attribute("aria-selected", "true")
    peek.page.keyboard.press("End")
    expect(last).to_be_focused()
    peek.page.keyboard.press("Home")
    expect(first).to_be_focused()


def test_arrows_move_between_the_rows_of_all_code_objects(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write("def f():\n    return 1")
    first, inner = peek.row("RESUME").first, peek.row("RESUME").last
    expect(peek.row("MAKE_FUNCTION")).to_be_visible()
    expect(peek.row("RESUME")).to_have_count(2)
    first.focus()
    peek.page.keyboard.press("ArrowDown")
    expect(peek.row("LOAD_CONST").first).to_be_focused()
    expect(peek.footer).to_contain_text("constant")
    peek.page.keyboard.press("End")
    expect(peek.row("RETURN_VALUE").last).to_be_focused()
    peek.page.keyboard.press("Home")
    expect(first).to_be_focused()
    peek.page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    peek.row("RETURN_VALUE").first.focus()
    peek.page.keyboard.press("ArrowDown")
    expect(inner).to_be_focused()


def test_the_skip_link_leads_to_the_text(peek: Peek) -> None:
    peek.open()
    peek.page.keyboard.press("Tab")
    expect(peek.page.get_by_role("link", name="Skip to the text")).to_be_focused()
    peek.page.keyboard.press("Enter")
    expect(peek.page.get_by_role("main")).to_be_focused()


def test_a_run_needs_no_pointer(peek: Peek) -> None:
    peek.open_ready()
    expect(peek.example().code).to_be_visible()
    peek.example().run_button.focus()
    peek.page.keyboard.press("Enter")
    peek.ends()
