"""Open one page for each combination of engine and what it is allowed to do."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from engines import Page
from lesson_page import LessonPage
from site_server import SiteServer
from sitegen.browsers import FINDERS
from sitegen.paths import TESTS
from sitegen.run import run_node
from variants import VARIANTS, Variant

LESSON = "runtime/interpreter/"
BUNDLE = TESTS / "browser" / "engines" / "restored.mjs"


@pytest.fixture(scope="session", params=VARIANTS, ids=lambda variant: variant.name)
def variant(request: pytest.FixtureRequest) -> Variant:
    """Give each variant whose engine is installed; where tests are to be complete, all must be."""
    variant: Variant = request.param
    if not FINDERS[variant.engine]():
        missing = f"{variant.engine} is not installed"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return variant


@pytest.fixture(scope="session")
def page(variant: Variant, playwright: Playwright) -> Iterator[Page]:
    """Open a browser once for all tests of a variant."""
    page = variant.open(playwright)
    yield page
    page.close()


@pytest.fixture
def host(variant: Variant, sites: dict[bool, SiteServer]) -> SiteServer:
    return sites[variant.isolated]


@pytest.fixture
def lesson(page: Page, host: SiteServer) -> Iterator[LessonPage]:
    """Give the lesson with Python ready; nothing may go wrong on the page itself."""
    lesson = LessonPage(page, host.url(LESSON))
    lesson.open_ready()
    yield lesson
    assert lesson.errors == []


@pytest.fixture(scope="module")
def restoring(built: Path) -> Iterator[str]:
    """Put a page beside the site whose worker restores the snapshot; gives its place."""
    place = built / "restoring"
    run_node(BUNDLE, place / "restored.js", todo="Mend the script it names.")
    (place / "index.html").write_text("<!doctype html><title>Restoring</title>")
    yield "restoring/"
    shutil.rmtree(place)  # the other tests know only the site's own pages
