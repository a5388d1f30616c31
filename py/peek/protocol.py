"""The vocabulary between the page and the worker. It imports nothing of ours.

A request is ``{"method": name, "params": {...}}``, an answer ``{"result": ...}`` or, when Peek
itself failed, ``{"failure": text}``. Between the two, the worker sends events.
"""

from typing import Any, Literal, NotRequired, TypedDict

type Node = Any  # see nodes.py
type Span = str  # "L:C-L:C", see spans.py
type PanelOptions = dict[str, dict[str, bool]]  # panel name -> option name -> on?


class RunParams(TypedDict):
    """Run a program in this interpreter, which must not have run one before."""

    source: str
    filename: str
    files: dict[str, str]  # beside it: path from the program's directory -> text
    panels: list[str]
    options: PanelOptions
    stdin: list[str]  # lines that input() gets before the reader is asked
    checked: NotRequired[bool]  # a check follows: undo what the program changes in the interpreter


class CheckParams(TypedDict):
    """Check the finished run."""

    source: str  # the program, as the reader wrote it
    check: str


class CompareParams(TypedDict):
    """Compare two versions of a program."""

    yours: str
    theirs: str


class TypedParams(TypedDict):
    """Collect the live panels of a program without running it."""

    source: str
    module: NotRequired[bool]  # it is imported: no await at its top level
    panels: list[str]
    options: PanelOptions


class RanParams(TypedDict):
    """Collect a panel of the finished run once more, with other options."""

    panel: str
    options: dict[str, bool]


class Marker(TypedDict):
    """A place in the source to mark, and what is wrong there."""

    file: NotRequired[str]  # path; none: the file that is run, or looked at
    span: Span
    message: str


type Status = Literal["finished", "failed", "exited", "interrupted", "input"]


class RunResult(TypedDict):
    """How a run ended; ``input`` means that it needs one more line of ``stdin`` than it got."""

    status: Status
    duration: float  # milliseconds
    markers: list[Marker]
    exit_code: NotRequired[int]


class TypedResult(TypedDict):
    views: dict[str, Node]
    failures: dict[str, str]  # panel name -> why Peek could not show it
    error: Marker | None  # the source does not compile


class RanResult(TypedDict):
    view: Node


type Outcome = Literal[
    "passed",
    "failed",  # an assertion of the check does not hold
    "raised",  # the program's code raised an exception
    "stuck",  # the check raised one, over something that it did not expect
    "interrupted",
]


class Verdict(TypedDict):
    """What a check has found; the message is for the reader, empty if there is nothing to say."""

    outcome: Outcome
    message: str
    line: NotRequired[int]  # of the check


class CompareResult(TypedDict):
    view: Node
    equal: bool


class PanelEvent(TypedDict):
    """Something to paint: exactly one of ``view`` (replace), ``append`` and ``error`` is there."""

    event: Literal["panel"]
    panel: str
    view: NotRequired[Node]
    append: NotRequired[list[Node]]
    error: NotRequired[str]


class InputEvent(TypedDict):
    """The program waits in ``input()``; the answer comes through the host's ``ask``."""

    event: Literal["input"]
    prompt: str


class FetchEvent(TypedDict):
    """The program needs something from the network; the page answers with ``deliver``."""

    event: Literal["fetch"]
    id: int
    url: str


type Event = PanelEvent | InputEvent | FetchEvent
