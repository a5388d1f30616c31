"""Fixtures that serve the built site and start the browser; a conftest takes those it needs."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

import chromium
from sitegen.paths import DIST

PATIENCE = 30_000  # ms: the machine may be slow, and shared

expect.set_options(timeout=PATIENCE)

Alter = Callable[[Path], object]  # changes a copy of the site


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start the browser that the build has found."""
    browser = chromium.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": 1440, "height": 900}}


def pages(built: Path, name: str = "index.html") -> Iterator[str]:
    """Give the addresses of all pages, as links have them; the package index is for installers."""
    for file in sorted(built.rglob(name)):
        page = str(file.relative_to(built))
        if not page.startswith("simple/"):
            yield page.removesuffix("index.html")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the site, so that it stays the same while somebody builds it anew."""
    copy = tmp_path_factory.mktemp("site") / "dist"
    shutil.copytree(DIST, copy)
    return copy
