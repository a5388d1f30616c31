"""Play a program as the worker does, and tell what reached the page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from peek import runner
from peek.host import HOST, Ask
from peek.protocol import Event, RunParams, RunResult

type Tree = Any  # a node, see peek.nodes


class Play(Protocol):
    """What the fixture ``play`` offers."""

    def __call__(
        self,
        source: str,
        *,
        files: dict[str, str] | None = None,
        stdin: tuple[str, ...] = (),
        ask: Ask | None = None,
        panels: tuple[str, ...] = (),
        options: dict[str, dict[str, bool]] | None = None,
    ) -> Played: ...


@dataclass(frozen=True)
class Played:
    """One run."""

    events: list[Event]
    result: RunResult

    @property
    def status(self) -> str:
        return self.result["status"]

    @property
    def nodes(self) -> list[Tree]:
        """What was appended to the Output panel."""
        found = [event for event in self.events if event["event"] == "panel"]
        return [node for event in found for node in event.get("append", [])]

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The output as ``(class, text)``, neighbours of one class together."""
        pieces = [(node[1]["class"], text_of(node)) for node in self.nodes]
        joined = groupby(pieces, key=lambda piece: piece[0])
        return [(name, "".join(text for _, text in run)) for name, run in joined]

    @property
    def text(self) -> str:
        """All of the output, as the reader sees it."""
        return "".join(text for _, text in self.pieces)

    @property
    def traceback(self) -> str:
        return "".join(text for name, text in self.pieces if name == "traceback")

    @property
    def links(self) -> list[str]:
        """The places that the traceback leads to."""
        return [attrs["data-goto"] for attrs in attributes(self.nodes) if "data-goto" in attrs]

    def of(self, panel: str) -> list[Any]:
        """The events of one panel."""
        return [e for e in self.events if e["event"] == "panel" and e["panel"] == panel]


def text_of(node: Tree) -> str:
    """Give the text of a node."""
    return node if isinstance(node, str) else "".join(map(text_of, node[2:]))


def attributes(nodes: list[Tree]) -> Iterator[dict[str, Any]]:
    """Yield the attributes of nodes and of all that is in them."""
    for node in nodes:
        if not isinstance(node, str):
            yield node[1]
            yield from attributes(node[2:])


def plain(text: str) -> str:
    """Take the colours out of a text."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def play(wait: Callable[[Any], RunResult], params: RunParams, ask: Ask | None) -> Played:
    """Run a program with a host that writes events down; ``wait`` runs a coroutine to its end."""
    events: list[Event] = []
    HOST.emit = events.append
    if ask:
        HOST.ask = ask
    return Played(events, wait(runner.run(params)))
