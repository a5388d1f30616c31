"""Measure the built site in Chromium: each figure several times, in turn, as medians and ratios.

The unit is a bare ``loadPyodide()`` and a ``print`` in a same-origin worker, measured in the same
run: absolute times say more about the machine than about Peek.
"""

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from chromium import launch
from site_server import SiteServer, serving
from sitegen.locking import closure, read_lock
from sitegen.paths import DIST, PYODIDE

HERE = Path(__file__).parent
LESSON = "runtime/reference-counting/"
# Programs that print 1, by the package that their lesson names.
APPS = {
    "fastapi": """\
from fastapi import FastAPI
from fastapi.testclient import TestClient
app = FastAPI()
@app.get("/")
def one():
    return 1
print(TestClient(app).get("/").json())
""",
    "sqlalchemy": """\
from sqlalchemy import create_engine, text
with create_engine("sqlite://").connect() as connection:
    print(connection.scalar(text("select 1")))
""",
}
PATIENCE = 60_000  # ms
READING = 2_000  # ms that a reader takes, at least, between opening a lesson and editing it
HUNDRED_LINES = "".join(
    f"def f{i}(a, b):\n    return (a + {i}) * b - f{i - 1}(a, b)\n" for i in range(1, 51)
)


@dataclass
class Figure:
    """One row of the table."""

    name: str
    goal: str
    unit: str = "ms"
    relative: bool = False  # to the raw boot
    values: list[float] = field(default_factory=list)

    def row(self, raw: float) -> str:
        """Format the row: median, spread, ratio, and what was to reach."""
        median = statistics.median(self.values)
        spread = f"{min(self.values):,.0f} to {max(self.values):,.0f}"
        ratio = f"{median / raw:.2f} x" if self.relative else ""
        return f"| {self.name} | {median:,.0f} {self.unit} | {spread} | {ratio} | {self.goal} |"


FIGURES = {
    "raw cold": Figure("bare `loadPyodide()` + `print`, new profile", "the unit", relative=True),
    "raw warm": Figure("the same, second visit", "", relative=True),
    "cold": Figure("opening a lesson to Ready, new profile", "0.30 x", relative=True),
    "warm": Figure("the same, second visit", "0.25 x", relative=True),
    "respawn": Figure("new pristine interpreter in an open page", "0.13 x", relative=True),
    "run": Figure("Run pressed to the output of `print(1)` painted", "50 ms"),
    "fastapi cold": Figure(
        "opening a FastAPI lesson to Ready, new profile", "0.45 x", relative=True
    ),
    "fastapi warm": Figure("the same, second visit", "", relative=True),
    "fastapi run": Figure("Run pressed to the output of a request to a FastAPI app", "150 ms"),
    "sqlalchemy cold": Figure("opening a SQLAlchemy lesson to Ready", "0.45 x", relative=True),
    "sqlalchemy warm": Figure("the same, second visit", "", relative=True),
    "sqlalchemy run": Figure("Run pressed to the output of a query", "150 ms"),
    "typed": Figure("keystroke to new bytecode of 100 lines, without debounce", "60 ms"),
    "stop": Figure("Stop of a busy loop to Ready, spare ready", "300 ms"),
    "paint": Figure("largest contentful paint of a lesson", "300 ms"),
    "bytes": Figure("bytes over the wire to Ready, which a first run needs", "7,500 kB", unit="kB"),
}


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        root = with_raw_page(Path(directory))
        with serving(root) as site:
            for number in range(rounds):
                print(f"round {number + 1} of {rounds}", file=sys.stderr)
                browser = launch(playwright)
                measure(browser, site)
                browser.close()
            browser = launch(playwright)
            listing = wire(browser, site)
            browser.close()
    print(table())
    print(listing)
    return 0


def with_raw_page(directory: Path) -> Path:
    """Copy the site and put the bare page, the thing to compare with, beside it."""
    root = directory / "site"
    shutil.copytree(DIST, root)
    shutil.copytree(PYODIDE, root / "assets" / "raw")
    for name in ("raw.html", "raw.js", "raw-worker.js"):
        shutil.copyfile(HERE / name, root / "assets" / "raw" / name)
    lesson = (root / LESSON / "index.html").read_text()
    for name in APPS:
        packages = f'data-packages="{" ".join(closure([name], read_lock()))}"'
        page = root / "packages" / name / "index.html"  # as deep as the lesson
        page.parent.mkdir(parents=True)
        page.write_text(lesson.replace("data-page=", f"{packages} data-page=", 1))
    return root


def measure(browser: Browser, site: SiteServer) -> None:
    """Take every figure once."""
    with profile(browser) as context:
        note("raw cold", boot_raw(context, site))
        note("raw warm", boot_raw(context, site))
    with profile(browser) as context:
        page = open_lesson(context, site)
        note("cold", ready_at(page))
        note("paint", largest_paint(page))
        page.close()
        page = open_lesson(context, site)
        note("warm", ready_at(page))
        page.get_by_role("tab", name="Bytecode").click()
        run_once(page)
        type_once(page)
        stop_once(page)
    for name in APPS:
        with profile(browser) as context:
            measure_packages(context, site, name)


def measure_packages(context: BrowserContext, site: SiteServer, name: str) -> None:
    """Take the figures of a lesson that names a package."""
    page = open_lesson(context, site, f"packages/{name}/")
    note(f"{name} cold", ready_at(page))
    page.close()
    page = open_lesson(context, site, f"packages/{name}/")
    note(f"{name} warm", ready_at(page))
    page.wait_for_timeout(READING)
    write(page, APPS[name])
    settle(page, "print")
    note(f"{name} run", page.evaluate("() => probe.untilOutput()"))
    page.close()


def note(name: str, value: float) -> None:
    FIGURES[name].values.append(value)


@contextmanager
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Give a new profile: no cache, no storage."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=HERE / "probe.js")
    yield context
    context.close()


def boot_raw(context: BrowserContext, site: SiteServer) -> float:
    """Time the bare boot, from navigation to the message after ``print``."""
    page = context.new_page()
    page.goto(site.url("assets/raw/raw.html"))
    taken: float = page.evaluate("() => window.booted")
    page.close()
    return taken


def open_lesson(context: BrowserContext, site: SiteServer, lesson: str = LESSON) -> Page:
    """Open a lesson and wait until Run would start at once."""
    page = context.new_page()
    page.goto(site.url(lesson))
    page.evaluate("() => probe.ready")  # asking again and again would take the page's time
    return page


def ready_at(page: Page) -> float:
    """Read when the status line said Ready, in ms after navigation."""
    return float(page.evaluate("() => probe.times.ready"))


def largest_paint(page: Page) -> float:
    """Read the largest contentful paint; say if wasm was asked for before it."""
    paint, wasm = page.evaluate("() => probe.paints()")
    if wasm < paint:
        print(f"  wasm was asked for {paint - wasm:.0f} ms before the last paint", file=sys.stderr)
    return float(paint)


def run_once(page: Page) -> None:
    """Time a short run; then a new spare boots, which is timed too."""
    write(page, "print(1)\n")
    settle(page, "print")
    note("run", page.evaluate("() => probe.untilOutput()"))
    wait_for_spare(page)
    note("respawn", page.evaluate("() => probe.lastInterpreter()"))


def type_once(page: Page) -> None:
    """Time the bytecode of a hundred lines after each of a few keystrokes at their end."""
    write(page, HUNDRED_LINES)
    settle(page, "f50")
    page.wait_for_timeout(READING)
    page.keyboard.press("Control+End")
    debounce = 120
    for letter in "abcdefghij":
        page.evaluate("() => probe.watchPanel()")
        page.keyboard.type(letter)
        note("typed", page.evaluate("() => probe.panelChanged") - debounce)


def settle(page: Page, name: str) -> None:
    """Wait until the page has come to rest: a spare is ready and the live bytecode has a name."""
    expect(page.get_by_role("tabpanel")).to_contain_text(name)
    wait_for_spare(page)


def stop_once(page: Page) -> None:
    """Time the end of a busy loop, to where the next Run would start at once."""
    write(page, "print('on')\nwhile True: pass\n")
    page.get_by_role("button", name="Run").first.click()
    expect(page.get_by_role("region", name="Output")).to_contain_text("on")
    wait_for_spare(page)
    note("stop", page.evaluate("() => probe.untilStopped()"))


def write(page: Page, source: str) -> None:
    """Put a program into the first editor."""
    page.get_by_role("textbox").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def wait_for_spare(page: Page) -> None:
    """Wait until an interpreter is ready for the next run."""
    expect(page.locator("[role=status][data-ready=true]")).to_be_visible(timeout=PATIENCE)


def wire(browser: Browser, site: SiteServer) -> str:
    """List what a first visit up to its first output transfers, as a compressing host sends it."""
    seen = dict.fromkeys(first_visit(browser, site))
    sizes = {name: compressed(site, name) for name in seen}
    FIGURES["bytes"].values.append(sum(sizes.values()) / 1000)
    lines = [f"    {size:>9,}  {name}" for name, size in sorted(sizes.items(), key=lambda i: -i[1])]
    return "\n".join(["", "Bytes over the wire (gzip):", *lines])


def first_visit(browser: Browser, site: SiteServer) -> list[str]:
    """Name the files that had come to a new visitor's browser when the status line said Ready.

    A run that imports only what the snapshot holds needs no more; the library follows behind it.
    """
    with profile(browser) as context:
        page = open_lesson(context, site)
        came: list[str] = page.evaluate("() => probe.cameBeforeReady()")
    return [LESSON, *(url.removeprefix(site.url()) for url in came if url.startswith(site.url()))]


def compressed(site: SiteServer, name: str) -> int:
    """Give the size of a file as gzip would send it."""
    path = Path(site.root, name)
    return len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes(), 6))


def table() -> str:
    """Format all figures."""
    raw = FIGURES["raw cold"].values, FIGURES["raw warm"].values
    cold, warm = map(statistics.median, raw)
    rows = [
        figure.row(warm if name.endswith("warm") or name == "respawn" else cold)
        for name, figure in FIGURES.items()
    ]
    head = "| measure | median | range | ratio | to reach |\n|---|---|---|---|---|"
    return "\n".join([head, *rows])


if __name__ == "__main__":
    sys.exit(main())
