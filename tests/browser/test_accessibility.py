"""Accessibility: axe-core finds nothing, on any page, in either theme, wide or narrow."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

import task_page
from peek_page import Peek
from served import pages
from site_server import SiteServer
from sitegen.paths import SITE

Theme = Literal["light", "dark"]

AXE = SITE / "node_modules" / "axe-core" / "axe.min.js"
LOOK = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"], iframes: false });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}"""
COLOURFUL = r"""
import gc
a = []
a.append(a)
del a
print(gc.collect())
for style in (1, 2, 3, 4, 7, *range(30, 38), *range(90, 98)):
    print(f"\x1b[{style}mstyle {style}\x1b[0m")
1 / 0
"""
WIDTHS = pytest.mark.parametrize("width", [1440, 390])
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


@pytest.fixture
def open_page(browser: Browser, width: int, theme: Theme) -> Iterator[Page]:
    """Give a page with axe in it. A script tag would be refused by the site's policy."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.add_init_script(path=AXE)
    yield page
    context.close()


def findings(page: Page) -> list[str]:
    found: list[str] = page.evaluate(LOOK)
    return [f"{page.url}: {text}" for text in found]


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_nothing_is_found_on_any_page(open_page: Page, site: SiteServer, built: Path) -> None:
    peek = Peek(open_page, site)
    open_page.route("**/*.wasm", lambda _: None)  # never answered: a boot for each page takes long
    found = []
    for page in pages(built, "*.html"):
        peek.open(page)
        expect(peek.heading).to_be_visible()
        found += findings(open_page)
    assert found == []


@WIDTHS
@THEMES
def test_nothing_is_found_after_a_run(open_page: Page, site: SiteServer) -> None:
    peek = Peek(open_page, site)
    peek.open_ready("runtime/cyclic-gc/")
    peek.run(COLOURFUL)
    peek.ends()
    found = []
    for tab in peek.tabs.all():
        tab.click()
        found += findings(open_page)
    assert found == []


@WIDTHS
@THEMES
def test_nothing_is_found_while_a_program_asks(open_page: Page, site: SiteServer) -> None:
    peek = Peek(open_page, site)
    peek.open_ready()
    peek.run("input('Name? ')")
    expect(peek.field).to_be_visible()
    peek.example().write("x = (")
    expect(peek.example().errors).to_have_count(1)
    found = findings(open_page)
    open_page.get_by_role("button", name="Shortcuts").click()
    found += findings(open_page)
    assert found == []


@WIDTHS
@THEMES
def test_nothing_is_found_in_exercises_and_quizzes(open_page: Page, site: SiteServer) -> None:
    peek = Peek(open_page, site)
    peek.open_ready()
    task, quiz = (
        task_page.exercise(peek, "From plus to times"),
        task_page.quiz(peek, "Who answers first?"),
    )
    task.check()
    task.says("but they are ['+']")
    task.hint_button.click()
    task.solution_button.click()
    expect(task.solution).to_contain_text("Lines with")
    quiz.answer("slow")
    expect(quiz.verdict).to_contain_text("Not what it prints")
    found = findings(open_page)
    task.use_button.click()
    task.check()
    task.says("That is right.")
    quiz.answer("fast\nslow\ndone")
    expect(quiz.verdict).to_contain_text("Right")
    assert found + findings(open_page) == []
