"""Hostile programs on the page: nothing leaves the box, and the page goes on.

Each runs on the site as it is built. Those that need the worker's global scope get nowhere there,
so they run once more with that layer removed: the frame's origin and policy must hold alone.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import expect

from sabotage import skip_strip
from trial import PROGRAMS, Trial

Try = Callable[..., AbstractContextManager[Trial]]

NAMES = sorted(path.stem for path in PROGRAMS.glob("[0-9]*.py"))
ENDLESS = ["09_busy_loop", "10_print_flood", "12_password_prompts"]
ENDING = [name for name in NAMES if name not in ENDLESS]
# The programs of the layers: origin, policy, global scope. The first sixteen are about the page.
ESCAPES = [name for name in ENDING if int(name[:2]) > 16]


@pytest.mark.parametrize("name", ENDING)
def test_a_program_stays_in_the_box(trial: Try, name: str) -> None:
    with trial() as here:
        before = here.look()
        printed = here.run(name)
        print(printed)
        assert "tried" in printed
        assert "reached:" not in printed
        here.assert_alive()
        assert here.look() == before
        here.assert_unheard()


@pytest.mark.parametrize("name", ESCAPES)
def test_origin_and_policy_hold_when_the_global_scope_is_bare(trial: Try, name: str) -> None:
    with trial(skip_strip) as here:
        before = here.look()
        printed = here.run(name)
        print(printed)
        assert "tried" in printed
        assert here.look() == before
        here.assert_unheard()


@pytest.mark.parametrize("name", ENDLESS)
def test_a_program_without_an_end_is_stopped(trial: Try, name: str) -> None:
    with trial() as here:
        before = here.look()
        here.start(name)
        expect(here.peek.status).to_have_text(re.compile("^(Running|Waiting for input)$"))
        expect(here.peek.output).to_contain_text("tried")
        here.peek.example().stop()
        expect(here.peek.status).to_have_text(re.compile("^(Stopped|Ready)$"))
        here.assert_alive()
        assert here.look() == before
        here.assert_unheard()
