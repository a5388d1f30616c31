"""The start-up self-test: where a way out is open, no code runs, and the page says so."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

import sabotage
from peek_page import Peek
from served import Alter
from site_server import SiteServer

Serve = Callable[..., SiteServer]

allow = partial(partial, sabotage.loosen_policies)

OPEN: dict[str, tuple[tuple[Alter, ...], str]] = {
    "eval": ((allow(directive="script-src", sources="'unsafe-eval'"),), "eval"),
    "network": ((allow(directive="connect-src", sources="* data:"),), "the network,the site"),
    "the frame's policy": ((sabotage.remove_frame_policy,), "the site"),
    "scripts": ((allow(directive="script-src", sources="data:"),), "scripts"),
    "origin": ((sabotage.allow_same_origin,), "IndexedDB,locks"),
    "no sandbox": ((sabotage.remove_sandbox,), "IndexedDB,locks"),
    "no policies": (
        (sabotage.remove_frame_policy, sabotage.remove_page_policy),
        "eval,the network,the site,scripts",
    ),
}


@pytest.mark.parametrize(("changes", "ways"), OPEN.values(), ids=OPEN)
def test_nothing_runs_where_a_way_out_is_open(
    page: Page, altered: Serve, changes: tuple[Alter, ...], ways: str
) -> None:
    peek = Peek(page, altered(*changes))
    peek.open()
    assert_refused(peek, f"its sandbox is open ({ways})")
    peek.run("print('it runs')")
    assert_refused(peek, f"its sandbox is open ({ways})")
    expect(peek.output).not_to_contain_text("it runs")


def assert_refused(peek: Peek, why: str) -> None:
    peek.becomes("Crashed")
    expect(peek.dock).to_contain_text(why)
