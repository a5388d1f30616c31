"""Crashes of the runtime: said to be what they are, the text kept, and the next Run works."""

import re

import pytest
from playwright.sync_api import expect

from isolation import both_ways
from peek_page import Peek

OS_EXIT = "import os\nos._exit(3)"
DEALLOCATION = "l = []\nfor i in range(10**6):\n    l = [l]\ndel l"
WILD_POINTER = "import ctypes\nctypes.memset(0, 1, 1 << 30)"
CAUSES = ("call stack", "out of bounds")
# What Pyodide writes to the console when it dies.
LAST_WORDS = ("Program terminated", "Pyodide", "Stack trace", "cause of the fatal", *CAUSES)


@both_ways
@pytest.mark.parametrize(
    ("program", "explanation"),
    [(OS_EXIT, "os._exit(3)"), (DEALLOCATION, "recursion through C code")],
    ids=["os._exit", "a chain of deallocations"],
)
def test_a_crash_is_explained_and_survived(peek: Peek, program: str, explanation: str) -> None:
    peek.allow(*LAST_WORDS)
    peek.open_ready()
    peek.run(f"print('before')\n{program}")
    peek.becomes("Crashed")
    expect(peek.note).to_contain_text(explanation)
    expect(peek.output).to_contain_text("before")
    expect(peek.example().code).to_contain_text("print('before')")
    expect(peek.example().stop_button).to_be_disabled()
    peek.finish("print('after')")
    peek.shows("after")
    expect(peek.note).to_be_hidden()


def test_the_interpreters_memory_overwritten_is_survived(peek: Peek) -> None:
    peek.allow(*LAST_WORDS)
    peek.open_ready()
    peek.run(WILD_POINTER)
    peek.becomes("Crashed")
    peek.finish("print('after')")


ERRORS = {
    "a repr that calls itself": (
        "class A:\n    def __repr__(self):\n        return repr(self)\nrepr(A())",
        "RecursionError",
    ),
    "a function that calls itself": ("def f():\n    f()\nf()", "RecursionError"),
    "a list nested deeply": (
        "l = []\nfor i in range(3000):\n    l = [l]\nprint(len(repr(l)))",
        "RecursionError",
    ),
    "four gigabytes": ("bytearray(4 * 10**9)", r"(MemoryError|OverflowError)"),
    "more and more memory": (
        "blocks = []\nwhile True:\n    blocks.append(bytearray(100 * 10**6))",
        "MemoryError",
    ),
}


@pytest.mark.parametrize(("program", "error"), ERRORS.values(), ids=ERRORS)
def test_an_error_stays_an_error(peek: Peek, program: str, error: str) -> None:
    peek.open_ready()
    peek.finish(program)
    expect(peek.output).to_contain_text(re.compile(error))
    peek.finish("print('after')")
    peek.shows("after")


def test_memory_is_limited_to_a_gigabyte(peek: Peek) -> None:
    peek.open_ready()
    peek.finish(
        "blocks = []\ntry:\n    while True:\n        blocks.append(bytearray(10**8))\n"
        "except MemoryError:\n    print(len(blocks))"
    )
    assert 5 <= int(peek.output.inner_text()) <= 10


def test_a_crash_of_the_analysis_leaves_the_run_alone(peek: Peek) -> None:
    peek.allow(*LAST_WORDS)
    peek.open_ready()
    peek.run("input('? ')\nprint('done')")
    expect(peek.field).to_be_visible()
    # The compiler of 3.14 dies of this one, in the analyst, while the program waits.
    peek.example().paste("x = (" + "1 +\n" * 40_000 + "1)")
    expect(peek.panel).to_contain_text("The analysis failed")
    peek.answer("")
    peek.ends()
    expect(peek.output).to_contain_text("done")
    peek.example().write("y = {}")
    expect(peek.row("BUILD_MAP")).to_be_visible()
