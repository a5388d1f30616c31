"""What cannot be had: a slower way is taken, or the page says what is missing and tries again."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

import sabotage
from peek_page import Peek
from site_server import SiteServer

Altered = Callable[[Callable[[Path], object]], SiteServer]
MISSING = ("404", "ERR_FAILED", "Failed to fetch")


def snapshot(dist: Path) -> Path:
    [found] = (dist / "assets").glob("snapshot.*")
    return found


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": lambda dist: snapshot(dist).unlink(),
    "empty": lambda dist: snapshot(dist).write_bytes(b""),
    "not compressed": lambda dist: snapshot(dist).write_bytes(b"not a snapshot" * 1000),
    "something else": lambda dist: snapshot(dist).write_bytes(gzip.compress(b"not one" * 1000)),
    "garbled": lambda dist: snapshot(dist).write_bytes(snapshot(dist).read_bytes()[::-1]),
    "cut short": lambda dist: snapshot(dist).write_bytes(snapshot(dist).read_bytes()[:1_000_000]),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_python_boots_without_a_good_snapshot_and_says_so(
    peek: Peek, altered: Altered, damage: Callable[[Path], object]
) -> None:
    peek.allow(*MISSING)
    peek.site = altered(damage)
    peek.open_ready()
    expect(peek.note).to_contain_text("Plain boot: the snapshot could not be used")
    peek.finish("import json\nprint(json.dumps({'plain': True}))")
    peek.shows('{"plain": true}')


def test_run_tries_again_when_the_runtime_could_not_be_loaded(peek: Peek) -> None:
    peek.allow(*MISSING)
    with peek.refusing(r".*\.wasm"):
        peek.open()
        peek.becomes("Crashed")
        expect(peek.note).to_contain_text("could not be loaded")
        expect(peek.note).to_contain_text("press Run to try again")
    peek.finish("print('at last')")
    peek.shows("at last")


def test_a_frame_that_does_not_start_is_told(peek: Peek, altered: Altered) -> None:
    peek.allow("Content Security Policy")
    peek.site = altered(sabotage.refuse_frame_script)
    peek.open()
    peek.becomes("Crashed")
    expect(peek.note).to_contain_text("did not start")
    expect(peek.note).to_contain_text("Press Run to try again")


def test_a_short_trouble_of_the_network_is_not_noticed(peek: Peek) -> None:
    peek.allow(*MISSING)
    with peek.refusing(r".*\.wasm"), peek.page.expect_event("requestfailed"):
        peek.open()
    peek.becomes("Ready")


def test_the_library_is_fetched_again_when_it_could_not_be_loaded(peek: Peek) -> None:
    peek.allow(*MISSING)
    with peek.refusing(r"stdlib\..*"):
        peek.open_ready()
        peek.run("import colorsys\nprint(colorsys.hsv_to_rgb(0, 0, 1))")
        peek.becomes("Crashed")
        expect(peek.note).to_contain_text("press Run to try again")
    peek.finish("import colorsys\nprint(colorsys.hsv_to_rgb(0, 0, 1))")
    peek.shows("(1, 1, 1)")


def test_what_needs_no_library_does_not_wait_for_it(peek: Peek) -> None:
    with peek.holding(r"stdlib\..*"):
        peek.open_ready()
        peek.example().write("x = (")
        expect(peek.example().errors).to_have_count(1)
        expect(peek.panel).to_contain_text("'(' was never closed")
        peek.finish("print('here')")
        peek.shows("here")
