"""Serve the site as built and with layers of the box removed, next to a server of another origin."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from peek_page import Peek
from recording_server import RecordingServer, recording
from served import PATIENCE, Alter
from served import browser as browser
from served import browser_context_args as browser_context_args
from served import built as built
from site_server import SiteServer, serving
from trial import Trial

Serve = Callable[..., SiteServer]
Try = Callable[..., AbstractContextManager[Trial]]


@pytest.fixture(scope="session")
def altered(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Serve copies of the site, each altered in its way; the same way is served once."""
    served: dict[tuple[Alter, ...], SiteServer] = {}
    with ExitStack() as stack:

        def serve(*changes: Alter) -> SiteServer:
            if changes not in served:
                copy = tmp_path_factory.mktemp("altered") / "dist"
                shutil.copytree(built, copy)
                for change in changes:
                    change(copy)
                served[changes] = stack.enter_context(serving(copy))
            return served[changes]

        yield serve


@pytest.fixture(scope="session")
def evil() -> Iterator[RecordingServer]:
    """Run a server of another origin that would take whatever a program has to send."""
    with recording() as server:
        yield server


@pytest.fixture(scope="session")
def trial(
    browser: Browser, browser_context_args: dict[str, Any], evil: RecordingServer, altered: Serve
) -> Iterator[Try]:
    """Open the page of the site altered so, in a fresh profile.

    A page that has come through a test unharmed serves the next one too: to open it takes longer
    than to run a program, and every run has an interpreter of its own.
    """
    unharmed: dict[tuple[Alter, ...], Trial] = {}

    def begin(*changes: Alter) -> Trial:
        page = browser.new_context(**browser_context_args).new_page()
        page.set_default_timeout(PATIENCE)
        made = Trial(Peek(page, altered(*changes)), evil)
        made.begin()
        return made

    @contextmanager
    def attempt(*changes: Alter) -> Iterator[Trial]:
        evil.forget()
        here = unharmed.pop(changes, None) or begin(*changes)
        try:
            yield here
        except BaseException:
            here.peek.page.context.close()
            raise
        unharmed[changes] = here

    yield attempt
    for here in unharmed.values():
        here.peek.page.context.close()
