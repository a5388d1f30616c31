"""The page as its reader meets it: what a test does there, and what it can look at.

Everything is found by role and accessible name. What has neither (a mark in the editor, a note of
a panel) is found by the class or attribute that stands for it, and only here.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Route, expect
from playwright.sync_api import TimeoutError as TooLate

from site_server import PREFIX, SiteServer

LESSON = "runtime/interpreter/"
FINISHED = re.compile(r"^Finished in [\d.]+ ms$")
# Pastes, as Ctrl+V does: typing would close brackets and indent.
PASTE = """(editor, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = { clipboardData, bubbles: true, cancelable: true };
  editor.dispatchEvent(new ClipboardEvent("paste", event));
}"""


# Looked at in each frame that is painted: `expect` looks once a second after the first two.
SAYS = """([wanted, isOver]) => {
  const busy = document.querySelector("main [data-state=queued], main [data-state=running]");
  const text = document.querySelector("[role=status]")?.textContent ?? "";
  return new RegExp(wanted).test(text) && !(isOver && busy);
}"""


@dataclass
class Example:
    """One example of a lesson."""

    region: Locator

    @property
    def run_button(self) -> Locator:
        return self.region.get_by_role("button", name="Run", exact=True)

    @property
    def stop_button(self) -> Locator:
        return self.region.get_by_role("button", name="Stop", exact=True)

    @property
    def reset_button(self) -> Locator:
        return self.region.get_by_role("button", name="Reset", exact=True)

    @property
    def notice(self) -> Locator:
        return self.region.get_by_role("alert")

    def file(self, path: str) -> Locator:
        """Find the tab of one of the example's files."""
        return self.region.get_by_role("tab", name=path, exact=True)

    @property
    def code(self) -> Locator:
        """The editor; it takes the place of the text when that comes near to the window."""
        return self.region.get_by_role("textbox", name=re.compile("^Code of "))

    @property
    def errors(self) -> Locator:
        """The places that are marked as wrong."""
        return self.region.locator(".cm-error")

    @property
    def pointed(self) -> Locator:
        """The range that the panel points at."""
        return self.region.locator(".cm-pointed")

    def run(self) -> None:
        self.run_button.click()

    def stop(self) -> None:
        self.stop_button.click()

    def reset(self) -> None:
        self.reset_button.click()

    def open(self, path: str) -> None:
        """Bring one of the files into view."""
        self.file(path).click()
        expect(self.code).to_have_accessible_name(re.compile(rf", {re.escape(path)}$"))

    def show(self) -> None:
        """Bring the example into view, and wait for its editor."""
        self.region.scroll_into_view_if_needed()
        expect(self.code).to_be_visible()

    def write(self, source: str) -> None:
        """Put a program in place of what is there."""
        self.paste(source)
        expect(self.code).to_have_text(seen(source))

    def paste(self, source: str) -> None:
        """Put a program there that is too long for all of it to be in view."""
        self.show()
        self.code.focus()
        self.code.press("Control+a")
        self.code.evaluate(PASTE, source)

    def type(self, text: str) -> None:
        """Type, key by key, at the end of the program."""
        self.show()
        self.code.focus()
        self.code.press("Control+End")
        self.code.press_sequentially(text)


def seen(source: str) -> str:
    """Give a program as the text of the editor has it: each line is an element of its own."""
    return "".join(source.splitlines())


@dataclass
class Peek:
    """The page in a browser window, and the site that it is opened from."""

    page: Page
    site: SiteServer
    allowed: list[str] = field(default_factory=list)  # parts of what is expected to go wrong
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)  # URLs, those answered by the cache too

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def unexpected(self) -> list[str]:
        """Give what went wrong, and what was asked of others, apart from what the test allows."""
        own: list[str] = self.page.evaluate("() => window.peekErrors ?? []")
        home = (self.site.url(), "blob:", "data:", "about:")
        strangers = [url for url in self.requests if not url.startswith(home)]
        return [
            text
            for text in [*own, *self.complaints, *strangers]
            if not any(part in text for part in self.allowed)
        ]

    def allow(self, *parts: str) -> None:
        """Expect console errors, and requests to others, that have one of these in them."""
        self.allowed += parts

    # What one does.

    def open(self, page: str = LESSON) -> None:
        """Open a page of the site by its address."""
        self.page.goto(self.site.url(page))

    def open_ready(self, page: str = LESSON) -> None:
        """Open a page and wait until Python is ready."""
        self.open(page)
        self.becomes("Ready")

    def reload(self) -> None:
        self.page.reload()

    def go(self, lesson: str) -> None:
        """Go to a lesson through the course, as a reader does."""
        self.course.get_by_role("link", name=lesson).click()
        expect(self.heading).to_have_text(lesson)

    def run(self, source: str) -> None:
        """Run a program in the first example."""
        self.example().write(source)
        self.example().run()

    def finish(self, source: str) -> None:
        """Run a program in the first example to its end."""
        self.run(source)
        self.ends()

    def answer(self, line: str) -> None:
        """Answer a waiting input()."""
        self.field.fill(line)
        self.field.press("Enter")

    @contextmanager
    def holding(self, pattern: str) -> Iterator[None]:
        """Keep the requests for some files waiting until the block ends."""
        held: list[Route] = []
        is_held = matcher(pattern)
        self.page.route(is_held, lambda route: held.append(route))
        yield
        while held:
            held.pop().continue_()
        self.page.unroute(is_held)

    @contextmanager
    def refusing(self, pattern: str) -> Iterator[None]:
        """Let the requests for some files fail until the block ends."""
        is_refused = matcher(pattern)
        self.page.route(is_refused, lambda route: route.abort())
        yield
        self.page.unroute(is_refused)

    # What one sees.

    def becomes(self, text: str) -> None:
        """Wait until the status says this."""
        self._wait(re.compile(f"^{re.escape(text)}$"), is_over=False)

    def ends(self, text: re.Pattern[str] = FINISHED, what: str = "") -> None:
        """Wait until the run that has just been asked for is over, and the status says so."""
        self._wait(text, is_over=True, what=what)

    def _wait(self, text: re.Pattern[str], is_over: bool, what: str = "") -> None:
        with suppress(TooLate):
            self.page.wait_for_function(SAYS, arg=[text.pattern, is_over])
        expect(self.status, what).to_have_text(text, timeout=1)

    def shows(self, text: str) -> None:
        """Expect the Output to show exactly this, however its space is divided."""
        expect(self.output).to_have_text(text, use_inner_text=True)

    def example(self, which: int | str = 0) -> Example:
        """Find an example by its place on the page or by its title."""
        name = re.compile("^Example: ") if isinstance(which, int) else f"Example: {which}"
        found = self.page.get_by_role("region", name=name)
        return Example(found.nth(which) if isinstance(which, int) else found)

    @property
    def status(self) -> Locator:
        return self.page.get_by_role("status")

    @property
    def note(self) -> Locator:
        """What stands beside the status, if something does."""
        return self.dock.locator(".status-note")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def course(self) -> Locator:
        return self.page.get_by_role("navigation", name="Course")

    @property
    def dock(self) -> Locator:
        return self.page.get_by_role("complementary", name="Panels", exact=True)

    @property
    def output(self) -> Locator:
        return self.dock.get_by_role("region", name="Output")

    @property
    def field(self) -> Locator:
        """The field that answers input()."""
        return self.output.get_by_role("textbox", name="Input")

    @property
    def tabs(self) -> Locator:
        return self.dock.get_by_role("tab")

    def tab(self, title: str) -> Locator:
        return self.dock.get_by_role("tab", name=title, exact=True)

    def switch(self, label: str) -> Locator:
        return self.dock.get_by_role("switch", name=label, exact=True)

    @property
    def panel(self) -> Locator:
        return self.dock.get_by_role("tabpanel")

    def row(self, name: str) -> Locator:
        """Find the rows of the panel's tables that have a cell with a text."""
        cell = self.page.get_by_role("cell").filter(has_text=re.compile(rf"^\s*{re.escape(name)}"))
        return self.panel.get_by_role("row").filter(has=cell)

    @property
    def pointed_rows(self) -> Locator:
        """What the panel marks because the editor points at its source."""
        return self.panel.locator(".is-pointed")

    @property
    def noted(self) -> Locator:
        """What says something about itself in the panel's footer."""
        return self.panel.locator("[data-note]:visible")

    @property
    def footer(self) -> Locator:
        return self.dock.get_by_role("paragraph").last

    @property
    def search_field(self) -> Locator:
        return self.page.get_by_role("combobox", name="Search the course")

    @property
    def manifest(self) -> dict[str, Any]:
        """What the build tells the page."""
        found: dict[str, Any] = json.loads(self.page.locator("#manifest").inner_text())
        return found

    def downloads(self, ending: str) -> int:
        """Count the files asked for whose name ends so."""
        return sum(url.endswith(ending) for url in self.requests)


def matcher(pattern: str) -> "re.Pattern[str]":
    """Match the URLs of files below the site's prefix."""
    return re.compile(rf".*{re.escape(PREFIX)}assets/{pattern}$")
