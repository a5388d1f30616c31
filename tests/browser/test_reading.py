"""Reading: every page is a page before any script has run."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from peek_page import Peek
from served import pages
from site_server import PREFIX, SiteServer

FIRST_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
START_OF_WASM = """() => performance.getEntriesByType("resource")
  .find(({ name }) => name.endsWith(".wasm")).startTime"""


@pytest.fixture
def scriptless(new_context: Any) -> Page:
    context: BrowserContext = new_context(java_script_enabled=False)
    return context.new_page()


def test_every_page_is_readable_without_javascript(
    scriptless: Page, site: SiteServer, built: Path
) -> None:
    titles = set()
    for page in pages(built):
        scriptless.goto(site.url(page))
        expect(scriptless.get_by_role("heading", level=1)).to_have_count(1)
        expect(scriptless.get_by_role("main")).to_be_visible()
        expect(scriptless.get_by_role("button", name="Run")).to_have_count(0)
        titles.add(scriptless.title())
        if page:
            read_lesson(scriptless)
    assert len(titles) == len(list(pages(built))) > 5


def read_lesson(page: Page) -> None:
    examples = page.get_by_role("region", name="Example: ")
    assert examples.count() > 5
    code = examples.locator("code")
    expect(examples.locator("code:visible")).to_have_count(code.count())
    assert all(text.strip() for text in code.all_inner_texts())
    assert page.get_by_role("article").inner_text().count(" ") > 500


def test_the_course_leads_to_every_lesson_without_javascript(
    scriptless: Page, site: SiteServer, built: Path
) -> None:
    scriptless.goto(site.url())
    links = scriptless.get_by_role("main").get_by_role("link")
    found = {str(link.get_attribute("href")) for link in links.all()}
    assert found >= {page for page in pages(built) if page}


def test_no_page_asks_for_anything_elsewhere(peek: Peek, built: Path) -> None:
    before = len(peek.site.requests)
    for page in pages(built):
        peek.open_ready(page)
        expect(peek.example().code).to_be_visible()
    strangers = [
        url
        for url in peek.requests
        if not url.startswith((peek.site.url(), "blob:", "data:", "about:"))
    ]
    assert strangers == []
    outside = [path for path in peek.site.requests[before:] if not path.startswith(PREFIX)]
    assert outside == []


def test_reading_does_not_wait_for_the_runtime(peek: Peek) -> None:
    peek.open_ready()
    assert peek.page.evaluate(FIRST_PAINT) < peek.page.evaluate(START_OF_WASM)


@pytest.mark.parametrize("missing", ["gone/", "runtime/gone", "runtime/interpreter/deep/down/"])
def test_a_page_that_does_not_exist_leads_on(peek: Peek, missing: str) -> None:
    peek.allow("404")
    peek.open(missing)
    expect(peek.heading).to_have_text("There is no such page")
    peek.page.get_by_role("link", name="Go to the course").click()
    expect(peek.page.get_by_role("heading", name="The course")).to_be_visible()
    assert peek.page.url == peek.site.url()
