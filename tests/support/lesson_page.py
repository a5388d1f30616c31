"""A lesson in any engine: what the smoke tests do there, and what they look at."""

import json

from engines import Page

# Pastes a program over what is there: typing would close brackets and indent. Firefox takes the
# text from `data`, the others from `clipboardData`.
PASTE = """(() => {
  const data = %s, dataType = "text/plain", clipboardData = new DataTransfer();
  clipboardData.setData(dataType, data);
  const event = { data, dataType, clipboardData, bubbles: true, cancelable: true };
  document.querySelector(".cm-content").dispatchEvent(new ClipboardEvent("paste", event));
})()"""
STATUS = "document.querySelector('[role=status]')"
STATE = f"{STATUS}.dataset.state"
LINES = "[...document.querySelectorAll('.example:has(.cm-focused) .cm-line')]"


class LessonPage:
    """The page of a lesson; its first example is the one that is used."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self._url = url

    def open_ready(self) -> None:
        """Open the lesson, if it is not open, and wait until Python is there."""
        if self.page.js("location.href") != self._url:
            self.page.goto(self._url)
            self.page.wait(f"{STATE} !== 'loading'")
            assert self.status == "Ready", self.note

    @property
    def status(self) -> str:
        return self.page.text("[role=status]")

    @property
    def note(self) -> str:
        """What stands beside the status."""
        return str(self.page.js("document.querySelector('.status-note').textContent"))

    @property
    def output(self) -> str:
        return self.page.text(".dock-output")

    @property
    def errors(self) -> list[str]:
        """What went wrong on the page itself."""
        return list(self.page.js("window.peekErrors"))

    def write(self, source: str) -> None:
        """Put a program in place of what is there."""
        self.page.click(".example .code-block")
        self.page.wait("document.querySelector('.cm-focused')")
        self.page.chord("Control", "a")
        self.page.js(PASTE % json.dumps(source))
        lines = f"{LINES}.map((line) => line.textContent).join('\\n')"
        self.page.wait(f"{lines} === {json.dumps(source)}")

    def run(self, source: str) -> None:
        """Run a program."""
        self.write(source)
        self.page.click(".example .run")

    def stop(self) -> None:
        self.page.click(".example .stop")

    def answer(self, line: str) -> None:
        """Answer a waiting input()."""
        self.page.wait("document.querySelector('.output-input input')")
        self.page.type(".output-input input", f"{line}\n")

    def shows(self, text: str) -> None:
        """Wait until the Output has a text in it."""
        output = "document.querySelector('.dock-output').innerText"
        self.page.wait(f"{output}.includes({json.dumps(text)})")

    def becomes(self, wanted: str) -> None:
        """Wait for a state of the runtime."""
        self.page.wait(f"{STATE} === {json.dumps(wanted)}")

    def says(self, text: str) -> None:
        """Wait for a text of the status."""
        self.page.wait(f"{STATUS}.innerText === {json.dumps(text)}")
