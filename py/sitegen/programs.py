"""What passes between the lessons and the shipped interpreter, which runs their examples."""

from collections.abc import Iterable
from typing import Literal, NotRequired, TypedDict

from sitegen.examples import Example


class Program(TypedDict):
    """An example to run."""

    id: str  # unique in the course
    source: str
    stdin: str


class Attempt(Program):
    """A program to check as the solution of an exercise."""

    check: str


class Verdict(TypedDict):
    """What the check says; see ``peek.protocol``."""

    outcome: Literal["passed", "failed", "raised", "stuck", "interrupted"]
    message: str
    line: NotRequired[int]  # of the check


class Checked(TypedDict):
    """What became of an attempt."""

    id: str
    verdict: Verdict


class Write(TypedDict):
    """One write of a program."""

    line: int | None  # innermost line of main.py that was executing
    stream: Literal["stdout", "stderr"]
    text: str


class Failure(TypedDict):
    """The exception that ended a program."""

    type: str
    message: str
    line: int | None  # innermost line of main.py; of a SyntaxError, the line that it names


class Result(TypedDict):
    """What became of a program."""

    id: str
    writes: list[Write]
    error: Failure | None
    seconds: float


def key(example: Example) -> str:
    """Return the id of an example's program."""
    return f"{example.file}#{example.id}"


def programs(examples: Iterable[Example]) -> list[Program]:
    """Return what has to be run to judge the examples."""
    return [
        Program(id=key(example), source=_source(example), stdin=example.stdin)
        for example in examples
    ]


def _source(example: Example) -> str:
    """Return the program; one that is only shown, and claims nothing, is only compiled."""
    if example.runnable or example.claims_something:
        return example.source
    top_level_await = 0x2000  # ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return f"compile({example.source!r}, 'main.py', 'exec', {top_level_await:#x})\n"
