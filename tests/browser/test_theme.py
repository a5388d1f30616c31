"""The theme: as the system has it, or as the reader chose, from the first paint on."""

from typing import Any

import pytest
from playwright.sync_api import expect

from peek_page import Peek

BACKGROUND = "() => getComputedStyle(document.documentElement).backgroundColor"
# What the page looks like each time that it is about to be painted.
FRAMES = """window.frames_ = [];
const look = () => {
  window.frames_.push(getComputedStyle(document.documentElement).backgroundColor);
  if (window.frames_.length < 20) requestAnimationFrame(look);
};
if (window.top === window) requestAnimationFrame(look);"""


def choose(peek: Peek, theme: str) -> None:
    peek.page.get_by_role("group", name="Theme").get_by_text(theme, exact=True).locator(
        ".."
    ).click()


def test_the_choice_is_remembered(peek: Peek) -> None:
    peek.open()
    light = peek.page.evaluate(BACKGROUND)
    choose(peek, "Dark")
    dark = peek.page.evaluate(BACKGROUND)
    assert dark != light
    peek.reload()
    assert peek.page.evaluate(BACKGROUND) == dark
    expect(peek.page.get_by_role("radio", name="Dark")).to_be_checked()


def test_nothing_flashes_before_the_theme_is_there(peek: Peek) -> None:
    peek.open()
    choose(peek, "Dark")
    dark = peek.page.evaluate(BACKGROUND)
    peek.page.add_init_script(FRAMES)
    peek.reload()
    expect(peek.example().code).to_be_visible()
    assert set(peek.page.evaluate("() => window.frames_")) == {dark}


def test_the_theme_does_not_wait_for_the_page_script(peek: Peek) -> None:
    peek.open()
    choose(peek, "Dark")
    dark = peek.page.evaluate(BACKGROUND)
    peek.allow("ERR_FAILED")
    with peek.refusing(r"main\..*\.js"):
        peek.reload()
        assert peek.page.evaluate(BACKGROUND) == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system(peek: Peek, scheme: Any) -> None:
    peek.page.emulate_media(color_scheme="light")
    peek.open()
    light = peek.page.evaluate(BACKGROUND)
    peek.page.emulate_media(color_scheme=scheme)
    is_light = peek.page.evaluate(BACKGROUND) == light
    assert is_light == (scheme == "light")
