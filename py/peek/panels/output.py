"""The Output panel: what the program wrote, and the error that ended it."""

import re

from peek.ansi import Ansi
from peek.nodes import Node, h
from peek.output import Chunk
from peek.panels.panel import Panel

PLACE = re.compile(r'File "([^"]+)", line (\d+)')


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
    out: list[Chunk] = []
    for chunk in chunks:
        if out and out[-1].stream == chunk.stream:
            out[-1] = Chunk(chunk.stream, out[-1].text + chunk.text)
        else:
            out.append(chunk)
    return out


def show_traceback(text: str, filename: str) -> Node:
    """Show a coloured traceback; lines that name a place in ``filename`` become links to it."""
    lines = []
    ansi = Ansi()
    for line in text.splitlines(keepends=True):
        pieces = ansi.feed(line)
        spans = [h("span", {"class": classes}, part) if classes else part for classes, part in pieces]
        place = PLACE.search("".join(part for _, part in pieces))
        if place and place[1] == filename:
            lines.append(h("button", {"type": "button", "class": "place", "data-goto": place[2]}, *spans))
        else:
            lines.extend(spans)
    return h("div", {"class": "traceback"}, *lines)


PANEL = Panel(
    name="output",
    title="Output",
    empty="Nothing printed yet. Press Run, or Ctrl+Enter in the editor.",
    show=lambda chunks: h("div", {}, *Screen().show(chunks)),
)
