"""Hostile programs on the page as it is built: nothing leaves the box, and the page goes on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from trial import PROGRAMS, Trial

NAMES = sorted(path.stem for path in PROGRAMS.glob("[0-9]*.py"))
ENDLESS = ["09_busy_loop", "10_print_flood", "12_password_prompts"]
ENDING = [name for name in NAMES if name not in ENDLESS]


@pytest.mark.parametrize("name", ENDING)
def test_a_program_stays_in_the_box(trial: Callable[..., Trial], name: str) -> None:
    here = trial()
    before = here.look()
    printed = here.run(name)
    print(printed)
    assert "tried" in printed
    assert "open:" not in printed
    here.assert_alive()
    assert here.look() == before
    here.knock()
    assert here.evil.requests == ["GET /knock"]
    assert here.evil.connections == 1
