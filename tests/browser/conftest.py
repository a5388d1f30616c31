"""Serve the built site, start the browser once, and give each test a fresh profile in it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

import chromium
from peek_page import Peek
from site_server import SiteServer, serving
from sitegen.paths import DIST

PATIENCE = 30_000  # ms: the machine may be slow, and shared

expect.set_options(timeout=PATIENCE)

Alter = Callable[[Path], object]


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start the browser that the build has found."""
    browser = chromium.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the site, so that it stays the same while somebody builds it anew."""
    copy = tmp_path_factory.mktemp("site") / "dist"
    shutil.copytree(DIST, copy)
    return copy


@pytest.fixture(scope="session")
def sites(built: Path) -> Iterator[dict[bool, SiteServer]]:
    """Serve the site twice: with isolation headers (True) and without (False)."""
    with serving(built) as plain, serving(built, isolated=True) as isolated:
        yield {False: plain, True: isolated}


@pytest.fixture
def isolated() -> bool:
    """Say whether pages may share memory; a test that cares is parametrized with it."""
    return False


@pytest.fixture
def site(sites: dict[bool, SiteServer], isolated: bool) -> SiteServer:
    return sites[isolated]


@pytest.fixture
def altered(built: Path, isolated: bool, tmp_path: Path) -> Iterator[Callable[[Alter], SiteServer]]:
    """Serve a copy of the site in which something is different."""
    with ExitStack() as stack:

        def serve(alter: Alter) -> SiteServer:
            copy = tmp_path / "dist"
            shutil.copytree(built, copy)
            alter(copy)
            return stack.enter_context(serving(copy, isolated=isolated))

        yield serve


@pytest.fixture
def peek(page: Page, site: SiteServer) -> Iterator[Peek]:
    """Give the page in a fresh profile; whatever goes wrong on it fails the test."""
    page.set_default_timeout(PATIENCE)
    peek = Peek(page, site)
    yield peek
    assert peek.unexpected() == []
