"""The Output panel: what the program wrote, and the error that ended it."""

import re
from itertools import groupby

from peek.ansi import Ansi
from peek.files import Files, Written
from peek.nodes import Node, h
from peek.output import Chunk
from peek.panels.panel import Panel

MAX_FILES = 20  # listed
MAX_PATH = 120  # characters shown
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


def show_traceback(text: str, files: Files) -> Node:
    """Show a coloured traceback; lines that name a place in the reader's files lead there."""
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
        path = files.given(place[1]) if place else None
        nodes += link(place[2], path, files, pieces) if place and path else spans(pieces)
    return h("div", {"class": "traceback"}, *nodes, *together(plain))


def together(parts: list[str]) -> list[Node]:
    """Make one text of many lines: a message may have thousands."""
    return ["".join(parts)] if parts else []


def link(line: str, path: str, files: Files, pieces: list[tuple[str, str]]) -> list[Node]:
    goto = line if path == files.main else f"{line} {path}"
    attrs = {"type": "button", "class": "place", "data-goto": goto}
    return [h("button", attrs, *spans(pieces))]


def show_written(files: list[Written]) -> list[Node]:
    """List the files that a program leaves behind; many are folded, not to hide what it printed."""
    if not files:
        return []
    count = f"{len(files):,} file{'s' * (len(files) > 1)} written"
    more = len(files) - MAX_FILES
    rows = [
        h("li", {}, h("span", {}, *name(file)), " ", h("span", {"class": "muted"}, size(file)))
        for file in files[:MAX_FILES]
    ]
    if more > 0:
        rows.append(h("li", {"class": "muted"}, f"… and {more:,} more"))
    summary, listed = h("summary", {}, count), h("ul", {}, *rows)
    return [h("details", {"class": "written", "open": len(files) == 1}, summary, listed)]


def name(file: Written) -> list[Node]:
    path = file.path if len(file.path) <= MAX_PATH else f"…{file.path[1 - MAX_PATH :]}"
    # File names may hold what is no character, which could not be sent.
    shown = path.encode(errors="replace").decode()
    return [shown, h("span", {"class": "muted"}, " (changed)")] if file.changed else [shown]


def size(file: Written) -> str:
    return f"{file.size:,} byte{'s' * (file.size != 1)}"


def spans(pieces: list[tuple[str, str]]) -> list[Node]:
    return [h("span", {"class": classes}, part) if classes else part for classes, part in pieces]


PANEL = Panel(
    name="output",
    title="Output",
    empty="Nothing printed yet. Press Run, or Ctrl+Enter in the editor.",
    show=lambda chunks: h("div", {}, *Screen().show(chunks)),
)
