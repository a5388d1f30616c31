"""The layers of the box, removed: then a program gets out, and the tests of the others see it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from sabotage import ignore_selftest, open_network, open_origin, remove_frame_policy, skip_strip
from trial import Trial

Try = Callable[..., AbstractContextManager[Trial]]

THIEVES = [
    "17_indexeddb",
    "18_caches",
    "19_file_system",
    "21_locks",
    "22_broadcast",
    "24_idbfs_mount",
    "25_nested_worker",
    "40_idbfs_factory",
]
CALLERS = [
    "25_nested_worker",
    "28_fetch_evil",
    "30_xhr",
    "31_sockets",
    "32_font",
    "33_import_scripts",
    "34_emscripten_wget",
    "35_emscripten_sockets",
    "36_lazy_file",
    "36_load_package",
    "37_eval_routes",
    "38_emscripten_run_script",
    "39_capture_this",
    "41_emscripten_worker",
]


@pytest.mark.parametrize("name", THIEVES)
def test_without_an_origin_of_its_own_a_program_reaches_storage(trial: Try, name: str) -> None:
    with trial(open_origin) as here:
        print(here.run(name))
        assert here.mark in str(here.look().storage)


@pytest.mark.parametrize("name", CALLERS)
def test_without_the_policies_a_program_reaches_the_network(trial: Try, name: str) -> None:
    with trial(open_network) as here:
        print(here.run(name))
        assert here.mark in str(here.look().evil)


def test_without_the_policies_a_program_reaches_the_pages_own_server(trial: Try) -> None:
    with trial(open_network) as here:
        print(here.run("29_fetch_own_site"))
        assert here.mark in str(here.look().site)


def test_without_the_strip_a_program_reaches_the_global_scope(trial: Try) -> None:
    with trial(skip_strip) as here:
        assert "reached:" in here.run("39_capture_this")


def test_without_the_frames_policy_the_pages_keeps_programs_from_other_servers(trial: Try) -> None:
    with trial(remove_frame_policy, ignore_selftest, skip_strip) as here:
        for name in ("28_fetch_evil", "37_eval_routes"):
            print(here.run(name))
        here.assert_unheard()
