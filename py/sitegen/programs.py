"""What passes between the lessons and the shipped interpreter, which runs their examples."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from sitegen.examples import Example


class Program(TypedDict):
    """An example to run."""

    id: str  # unique in the course
    source: str
    files: dict[str, str]  # beside main.py: path -> text
    stdin: str
    packages: Sequence[str]  # that its lesson names, with all that they need


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

    lines: dict[str, int]  # of each file that was executing, the innermost line
    stream: Literal["stdout", "stderr"]
    text: str


class Failure(TypedDict):
    """The exception that ended a program."""

    type: str
    message: str
    file: str  # of the example, main.py if none is to blame
    line: int | None  # innermost line of the example; of a SyntaxError, the line that it names


class Result(TypedDict):
    """What became of a program."""

    id: str
    writes: list[Write]
    error: Failure | None
    seconds: float


def key(example: Example) -> str:
    """Return the id of an example's program."""
    return f"{example.file}#{example.id}"


def programs(examples: Iterable[Example], packages: Mapping[str, Sequence[str]]) -> list[Program]:
    """Return what has to be run to judge the examples; ``packages`` goes by lessons' files."""
    return [
        Program(
            id=key(example),
            source=_source(example),
            files={file.path: file.source for file in example.others},
            stdin=example.stdin,
            packages=packages.get(example.file, ()),
        )
        for example in examples
    ]


def _source(example: Example) -> str:
    """Return the program; one that is only shown, and claims nothing, is only compiled."""
    if example.runnable or example.claims_something:
        return example.source
    top_level_await = 0x2000  # ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return "".join(
        f"compile({file.source!r}, {file.path!r}, 'exec', {top_level_await:#x})\n"
        for file in example.files
        if file.language == "python"
    )
