"""The Output panel: what the program wrote, and the error that ended it."""

import re
from itertools import groupby

from peek.ansi import Ansi
from peek.nodes import Node, h
from peek.output import Chunk
from peek.panels.panel import Panel

PLACE = re.compile(r'[ |]*File "([^"]+)", line ([0-9]+)')  # groups of exceptions have bars


class Screen:
    """One run's output as nodes; remembers the colours that are on in each stream."""

    def __init__(self) -> None:
        self.streams: dict[str, Ansi] = {}

    def show(self, chunks: list[Chunk]) -> list[Node]:
        """Make one span for each run of equal style."""
        return [node for chunk in joined(chunks) for node in self._spans(chunk)]

    def _spans(self, chunk: Chunk) -> list[Node]:
        ansi = self.streams.setdefault(chunk.stream, Ansi())
        return [
            h("span", {"class": f"{chunk.stream} {classes}".rstrip()}, text)
            for classes, text in ansi.feed(chunk.text)
        ]


def joined(chunks: list[Chunk]) -> list[Chunk]:
    """Put neighbours of the same stream together."""
    runs = groupby(chunks, key=lambda chunk: chunk.stream)
    return [Chunk(stream, "".join(chunk.text for chunk in run)) for stream, run in runs]


def show_traceback(text: str, filename: str) -> Node:
    """Show a coloured traceback; lines that name a place in ``filename`` become links to it."""
    ansi = Ansi()
    nodes: list[Node] = []
    plain: list[str] = []
    for line in text.splitlines(keepends=True):
        pieces = ansi.feed(line)
        place = PLACE.match("".join(part for _, part in pieces))
        if not place and not any(classes for classes, _ in pieces):
            plain += [part for _, part in pieces]
            continue
        nodes += together(plain)
        plain.clear()
        nodes += link(place[2], pieces) if place and place[1] == filename else spans(pieces)
    return h("div", {"class": "traceback"}, *nodes, *together(plain))


def together(parts: list[str]) -> list[Node]:
    """Make one text of many lines: a message may have thousands."""
    return ["".join(parts)] if parts else []


def link(line: str, pieces: list[tuple[str, str]]) -> list[Node]:
    attrs = {"type": "button", "class": "place", "data-goto": line}
    return [h("button", attrs, *spans(pieces))]


def spans(pieces: list[tuple[str, str]]) -> list[Node]:
    return [h("span", {"class": classes}, part) if classes else part for classes, part in pieces]


PANEL = Panel(
    name="output",
    title="Output",
    empty="Nothing printed yet. Press Run, or Ctrl+Enter in the editor.",
    show=lambda chunks: h("div", {}, *Screen().show(chunks)),
)
