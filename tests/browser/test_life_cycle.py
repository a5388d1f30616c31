"""The life of a run: queued, replaced, stopped, left behind; and always a fresh interpreter."""

from playwright.sync_api import expect

from isolation import both_ways
from peek_page import Peek

WASM = r".*\.wasm"
FOR_EVER = "print('started')\nwhile True:\n    pass"


def test_the_status_tells_the_states(peek: Peek) -> None:
    with peek.holding(WASM):
        peek.open()
        expect(peek.status).to_contain_text("Loading")
    peek.becomes("Ready")
    peek.run("input()\nwhile True:\n    pass")
    peek.becomes("Waiting for input")
    peek.answer("")
    peek.becomes("Running")
    peek.example().stop()
    peek.becomes("Stopped")
    peek.finish("x = 1")
    peek.ends()


def test_run_while_loading_waits_its_turn(peek: Peek) -> None:
    with peek.holding(WASM):
        peek.open()
        peek.run("print('at last')")
        expect(peek.status).to_contain_text("Loading")
        expect(peek.output).to_contain_text("Queued")
        expect(peek.example().stop_button).to_be_enabled()
    peek.ends()
    peek.shows("at last")


def test_stop_while_loading_takes_the_run_back(peek: Peek) -> None:
    with peek.holding(WASM):
        peek.open()
        peek.run("print('never')")
        peek.example().stop()
        expect(peek.status).to_contain_text("Loading")
        expect(peek.example().stop_button).to_be_disabled()
    peek.becomes("Ready")
    expect(peek.output).not_to_contain_text("Queued")
    expect(peek.output).not_to_contain_text("never")
    peek.finish("print('now')")
    peek.shows("now")


def test_of_several_runs_while_loading_the_last_runs(peek: Peek) -> None:
    with peek.holding(WASM):
        peek.open()
        for number in range(3):
            peek.run(f"print('run {number}')")
    peek.ends()
    peek.shows("run 2")


@both_ways
def test_of_several_runs_in_a_row_the_last_is_shown(peek: Peek) -> None:
    peek.open_ready()
    for number in range(5):
        peek.run(f"import time\nprint('run {number}')\ntime.sleep(0.2)\nprint('end {number}')")
    peek.ends()
    peek.shows("run 4 end 4")


def test_run_takes_the_place_of_a_run_for_ever(peek: Peek) -> None:
    peek.open_ready()
    peek.run(FOR_EVER)
    peek.shows("started")
    peek.finish("print('instead')")
    peek.shows("instead")


def test_another_example_takes_the_place_of_the_running_one(peek: Peek) -> None:
    peek.open_ready()
    peek.run(FOR_EVER)
    peek.shows("started")
    other = peek.example(1)
    other.write("print('the other one')")
    other.run()
    peek.ends()
    peek.shows("the other one")
    expect(peek.example(0).stop_button).to_be_disabled()


@both_ways
def test_going_to_another_lesson_ends_the_run(peek: Peek) -> None:
    peek.open_ready()
    peek.run(FOR_EVER)
    peek.shows("started")
    peek.go("Reference Counting")
    peek.becomes("Ready")
    expect(peek.output).not_to_contain_text("started")
    peek.finish("print('here')")
    peek.shows("here")


def test_going_to_another_lesson_does_not_load_the_runtime_again(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("print(1)")
    peek.go("Reference Counting")
    peek.finish("print(2)")
    assert peek.downloads(".wasm") == 1
    assert peek.downloads("index.html") == 0


def test_each_run_starts_fresh(peek: Peek) -> None:
    peek.open_ready()
    program = (
        "import builtins, os, sys\n"
        "print(hasattr(sys, 'mine'), 'shelve' in sys.modules, hasattr(builtins, 'mine'), 'x' in globals(),\n"
        "      os.path.exists('kept.txt'))\n"
        "sys.mine = builtins.mine = x = 1\n"
        "import shelve\n"
        "open('kept.txt', 'w').close()"
    )
    for _ in range(2):
        peek.finish(program)
        expect(peek.output).to_contain_text("False False False False False")
    peek.finish("import os\nprint(os.path.exists('kept.txt'))")
    peek.shows("False")


def test_a_seed_is_not_repeated(peek: Peek) -> None:
    peek.open_ready()
    seen = set()
    for _ in range(2):
        peek.finish("import random\nprint(random.random())")
        seen.add(peek.output.inner_text())
    assert len(seen) == 2


def test_a_program_can_be_edited_while_it_runs(peek: Peek) -> None:
    peek.open_ready()
    peek.run("print('one')\ninput()\nprint('two')")
    expect(peek.field).to_be_visible()
    peek.example().type("\nprint('three')")
    peek.answer("")
    peek.ends()
    expect(peek.output).not_to_contain_text("three")
    expect(peek.example().code).to_contain_text("print('three')")
