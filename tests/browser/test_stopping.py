"""Stop: ends whatever a program does, and leaves the page usable all the while."""

import pytest
from playwright.sync_api import expect

from isolation import both_ways
from peek_page import Peek

ENDLESS = {
    "a busy loop": "while True:\n    pass",
    "a flood of output": "while True:\n    print(1)",
    "a loop that swallows everything": (
        "while True:\n    try:\n        while True:\n            pass\n"
        "    except BaseException:\n        pass"
    ),
    "a printing loop that swallows everything": (
        "while True:\n    try:\n        print('on and on')\n    except BaseException:\n        pass"
    ),
    "a long sum": "sum(range(10**12))",
    "a large power": "10**10**8",
    "a wait": "import asyncio\nawait asyncio.sleep(10**6)",
    "a sleep": "import time\ntime.sleep(10**6)",
}


@both_ways
@pytest.mark.parametrize("program", ENDLESS.values(), ids=ENDLESS)
def test_stop_ends(peek: Peek, program: str) -> None:
    peek.open_ready()
    peek.run(f"print('started')\n{program}")
    expect(peek.output).to_contain_text("started")
    peek.becomes("Running")
    peek.example().type("\n# typed meanwhile")
    peek.example().stop()
    peek.becomes("Stopped")
    expect(peek.example().stop_button).to_be_disabled()
    expect(peek.example().code).to_contain_text("# typed meanwhile")
    peek.finish("print('and on')")
    peek.shows("and on")


@pytest.mark.parametrize("isolated", [True], ids=["isolated"])
def test_stop_shows_where_the_program_was(peek: Peek) -> None:
    peek.open_ready()
    peek.run("print('started')\nwhile True:\n    pass")
    peek.shows("started")
    peek.example().stop()
    expect(peek.output).to_contain_text("KeyboardInterrupt")
    expect(peek.output.get_by_role("button", name="line")).to_be_visible()


def test_what_was_printed_stays(peek: Peek) -> None:
    peek.open_ready()
    peek.run("print('started')\nwhile True:\n    pass")
    peek.shows("started")
    peek.example().stop()
    peek.becomes("Stopped")
    peek.shows("started")


def test_memory_does_not_grow_with_output(peek: Peek) -> None:
    def measure() -> tuple[int, int, int]:
        peek.page.request_gc()
        found = peek.page.evaluate(
            """() => [document.querySelectorAll("*").length, document.body.textContent.length,
                      performance.memory.usedJSHeapSize]"""
        )
        return tuple(found)

    peek.open_ready()
    peek.finish("for i in range(10_100):\n    print('x' * 50)")
    nodes, characters, heap = measure()
    peek.finish("for i in range(150_000):\n    print('x' * 50)")
    more_nodes, more_characters, more_heap = measure()
    assert more_nodes < nodes + 500
    assert more_characters < characters + 1000
    assert more_heap < heap + 10_000_000


def test_the_page_answers_during_a_flood(peek: Peek) -> None:
    peek.open_ready()
    peek.run("import sys\nwhile True:\n    print('out')\n    print('err', file=sys.stderr)")
    expect(peek.output).to_contain_text("Output is limited")
    peek.tab("Bytecode").click()
    peek.page.get_by_role("button", name="Shortcuts").click()
    expect(peek.page.get_by_role("dialog")).to_be_visible()
    peek.page.keyboard.press("Escape")
    peek.page.keyboard.press("Control+.")
    peek.becomes("Stopped")
