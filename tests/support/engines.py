"""Drive one page in three engines by the same few verbs."""

import json
import tempfile
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

import chromium
from sitegen.browsers import find_firefox

Preferences = dict[str, str | float | bool]

POLL = 0.05  # seconds between two looks
PATIENCE = 60  # seconds: WebKitGTK is slow to boot on a busy machine


class Page(ABC):
    """What the tests of an engine may do with a page; elements are named by CSS selectors."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Open a URL and wait until it has loaded."""

    @abstractmethod
    def js(self, expression: str) -> Any:
        """Give the value of a JavaScript expression; a promise is awaited."""

    @abstractmethod
    def click(self, css: str) -> None:
        """Click the middle of an element."""

    @abstractmethod
    def keys(self, text: str) -> None:
        """Press the keys that write a text, where the focus is; a newline is Enter."""

    @abstractmethod
    def chord(self, *keys: str) -> None:
        """Press keys together: ``chord("Control", "Enter")``."""

    @abstractmethod
    def shot(self, path: Path) -> None:
        """Write a PNG of what the window shows."""

    @abstractmethod
    def close(self) -> None:
        """Close the browser."""

    def type(self, css: str, text: str) -> None:
        """Click an element and write into it."""
        self.click(css)
        self.keys(text)

    def text(self, css: str) -> str:
        """Give the text of an element as it is shown."""
        return str(self.js(f"document.querySelector({json.dumps(css)}).innerText"))

    def wait(self, expression: str) -> Any:
        """Look until a JavaScript expression is true of the page, and give its value."""
        end = time.monotonic() + PATIENCE
        while True:
            value = self.js(expression)
            if value:
                return value
            if time.monotonic() > end:
                raise AssertionError(self._describe(f"Not within {PATIENCE} s: {expression}"))
            time.sleep(POLL)

    def _describe(self, problem: str) -> str:
        picture = Path(tempfile.gettempdir(), "peek-engine.png")
        self.shot(picture)
        shown = self.js("(document.querySelector('.dock') ?? document.body).innerText")
        return f"{problem}\nThe page (see {picture}) shows: {shown[:1000]}"


class PlaywrightPage(Page):
    """A page of a browser that Playwright drives."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page = browser.new_page()

    def goto(self, url: str) -> None:
        self._page.goto(url)

    def js(self, expression: str) -> Any:
        return self._page.evaluate(f"async () => ({expression})")

    def click(self, css: str) -> None:
        self._page.click(css)

    def keys(self, text: str) -> None:
        self._page.keyboard.type(text)

    def chord(self, *keys: str) -> None:
        self._page.keyboard.press("+".join(keys))

    def shot(self, path: Path) -> None:
        self._page.screenshot(path=path)

    def close(self) -> None:
        self._browser.close()


def open_chromium(playwright: Playwright) -> Page:
    """Open a page in Chromium."""
    return PlaywrightPage(chromium.launch(playwright))


def open_firefox(playwright: Playwright, preferences: Preferences) -> Page:
    """Open a page in the installed Firefox, which speaks WebDriver BiDi."""
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=find_firefox(),
        firefox_user_prefs=preferences,
    )
    return PlaywrightPage(browser)
