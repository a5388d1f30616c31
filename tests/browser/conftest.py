"""Serve the built site, start the browser once, and give each test a fresh profile in it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page

from peek_page import Peek
from served import PATIENCE, Alter
from served import browser as browser
from served import browser_context_args as browser_context_args
from served import built as built
from site_server import SiteServer, serving


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
