"""Search: what is typed is found at once, in titles, prose, code and opcodes, and led to."""

import pytest
from playwright.sync_api import Locator, expect

from peek_page import Peek


def search(peek: Peek, text: str) -> Locator:
    """Open the search by its key and type; gives the results."""
    peek.page.keyboard.press("/")
    peek.search_field.fill(text)
    return peek.page.get_by_role("option")


def close(peek: Peek) -> None:
    peek.page.keyboard.press("Escape")
    expect(peek.search_field).to_be_hidden()


@pytest.mark.parametrize(
    ("text", "title", "quoted"),
    [
        ("borrowed", "Borrowed references", ""),  # a title
        ("implementation reference", "Interpreter Architecture", "reference implementation"),
        ("cache_tag", "Ask the interpreter what it is", "cache_tag"),  # code
        ("WITH_EXCEPT_START", "", "WITH_EXCEPT_START"),  # an opcode that no text names
        ("collecter", "Cyclic Garbage Collection", ""),  # a slip of the finger
    ],
)
def test_it_finds_titles_prose_code_and_opcodes(
    peek: Peek, text: str, title: str, quoted: str
) -> None:
    peek.open()
    found = search(peek, text)
    expect(found.filter(has_text=title).filter(has_text=quoted).first).to_be_visible()


def test_the_keyboard_leads_to_a_result(peek: Peek) -> None:
    peek.open_ready()
    found = search(peek, "collection")
    expect(found.first).to_have_attribute("aria-selected", "true")
    peek.page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_have_attribute("aria-selected", "true")
    address = found.nth(1).get_by_role("link", include_hidden=True).get_attribute("href")
    peek.page.keyboard.press("Enter")
    expect(peek.page).to_have_url(str(address))
    expect(peek.search_field).to_be_hidden()
    peek.becomes("Ready")  # the page has not been loaded anew


def test_a_click_leads_to_an_example_of_the_same_page(peek: Peek) -> None:
    peek.open()
    search(peek, "Ask the interpreter").first.click()
    expect(peek.search_field).to_be_hidden()
    expect(peek.page).to_have_url(
        f"{peek.site.url('runtime/interpreter/')}#ask-the-interpreter-what-it-is"
    )


def test_it_says_when_nothing_is_found(peek: Peek) -> None:
    peek.open()
    expect(search(peek, "xyzzyx")).to_have_count(0)
    expect(peek.page.get_by_text("Nothing found for “xyzzyx”.")).to_be_visible()


def test_it_says_when_it_cannot_be_loaded_and_tries_again(peek: Peek) -> None:
    peek.allow("ERR_FAILED")
    peek.open()
    with peek.refusing(r"search\..*\.json"):
        search(peek, "collector")
        expect(peek.page.get_by_text("The search could not be loaded.")).to_be_visible()
    close(peek)
    peek.page.keyboard.press("/")
    expect(peek.page.get_by_role("option").first).to_be_visible()


def test_a_slash_in_the_editor_is_a_slash(peek: Peek) -> None:
    peek.open()
    peek.example().write("1")
    peek.example().type("/2")
    expect(peek.example().code).to_have_text("1/2")
    expect(peek.search_field).to_be_hidden()


def test_the_index_is_fetched_when_it_is_needed_and_once(peek: Peek) -> None:
    peek.open_ready()
    index = str(peek.manifest["search"])
    assert peek.downloads(index) == 0
    for text in ("collector", "opcode"):
        expect(search(peek, text).first).to_be_visible()
        close(peek)
    assert peek.downloads(index) == 1
