"""Say what a panel is: named functions that collect plain data, and one that shows it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from peek.files import Files
from peek.nodes import Node

type Options = Mapping[str, bool]
type Update = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Option:
    """A switch that the page puts above a panel."""

    name: str
    label: str
    after_run: bool = False  # means nothing until the program has run


@dataclass(slots=True)
class Run:
    """One run of a program, as the panels see it."""

    source: str
    filename: str
    code: CodeType | None = None  # None: the source does not compile
    namespace: dict[str, Any] = field(default_factory=dict)  # globals of ``__main__``
    error: BaseException | None = None
    printed: list[str] = field(default_factory=list)  # what it wrote to stdout, piece by piece
    others: Mapping[str, str] = field(default_factory=dict)  # files beside it: path -> text
    files: Files = field(init=False)

    def __post_init__(self) -> None:
        self.files = Files(self.filename, {self.filename: self.source, **self.others})


@dataclass(frozen=True, slots=True)
class Panel:
    """One tab beside the editor.

    ``typed``, ``watch`` and ``ran`` collect; each returns (or hands to ``update``) the data that
    ``show`` turns into a node. What a panel cannot do is ``None``.
    """

    name: str
    title: str
    empty: str  # what the tab says while there is nothing to show
    show: Callable[[Any], Node]
    # In the analyst, on every keystroke: never runs the reader's code. May raise SyntaxError.
    typed: Callable[[str, Options], Any] | None = None
    # In the runner, around the program: calls ``update(data)`` while it runs.
    watch: Callable[[Run, Update], AbstractContextManager[None]] | None = None
    # In the runner, after the program, and again when an option is switched.
    ran: Callable[[Run, Options], Any] | None = None
    options: tuple[Option, ...] = ()
