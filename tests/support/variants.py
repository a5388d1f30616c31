"""The engines that the smoke tests run in, each with what it is allowed to do."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Playwright

from engines import Page, Preferences, open_chromium, open_firefox
from webkit import WebKitPage

NO_JSPI: Preferences = {"javascript.options.wasm_js_promise_integration": False}
# WebKitGTK has no SharedArrayBuffer unless it is told to; Safari has it.
SHARING = {"JSC_useSharedArrayBuffer": "1"}
NOT_SHARING = {"JSC_useSharedArrayBuffer": "0"}


@dataclass(frozen=True)
class Variant:
    """An engine, what it can do, and how it is opened."""

    name: str
    engine: str
    isolated: bool  # the host sends isolation headers
    switches: bool  # has JSPI: Python can wait for a promise
    shares: bool  # has memory that page and worker share: Python can be interrupted
    open: Callable[[Playwright], Page]


VARIANTS = [
    Variant("firefox", "firefox", True, True, True, lambda p: open_firefox(p, {})),
    Variant("firefox-bare", "firefox", False, False, False, lambda p: open_firefox(p, NO_JSPI)),
    Variant("webkit", "webkit", True, False, True, lambda _: WebKitPage(SHARING)),
    Variant("webkit-alone", "webkit", True, False, False, lambda _: WebKitPage(NOT_SHARING)),
    Variant("webkit-bare", "webkit", False, False, False, lambda _: WebKitPage(NOT_SHARING)),
    # The last one stays open until all tests are over: this one idles best.
    Variant("chromium", "chromium", True, True, True, open_chromium),
]
