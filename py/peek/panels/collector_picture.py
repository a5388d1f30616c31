"""Draw the collections of a run along its time, and small cycles as rings of boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt
from typing import Final

from peek.nodes import Node, h
from peek.panels.collector_records import Collection, Cycle

DRAWN: Final = range(2, 7)  # objects in a cycle that is drawn
REFERENCES: Final = 10  # references in a cycle that is drawn, at most

# All lengths are in units of a viewBox, about a pixel each.
TIMELINE: Final = (340, 44)
RING: Final = 340  # width of the picture of a cycle
MARGIN: Final = 40  # above and below the middles of its boxes
BOX: Final = 22  # height of a box
LETTER: Final = 6.7  # width of a letter
LETTERS: Final = 18  # letters of a label, at most
BEND: Final = 16  # how far an arrow bends away from the straight line


def timeline(collections: Sequence[Collection]) -> Node:
    """Draw a stroke for each collection: where in the run, and the longer it took the higher."""
    width, height = TIMELINE
    end = max(c.at for c in collections) or 1.0
    longest = max(c.duration for c in collections) or 1.0
    return h(
        "svg",
        {
            "class": "collector-timeline",
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-label": f"{len(collections)} collections along the time of the run",
        },
        h("path", {"class": "collector-axis", "d": f"M0 {height - 0.5}H{width}"}),
        *(_stroke(c, c.at / end, sqrt(c.duration / longest)) for c in collections),
    )


def _stroke(collection: Collection, place: float, tall: float) -> Node:
    width, height = TIMELINE
    x, top = 3 + place * (width - 6), (height - 5) * (1 - tall)
    return h(
        "path",
        {
            "class": f"collector-stroke collector-{collection.cause}",
            "d": f"M{x:.1f} {height - 1}V{top:.1f}",
            "data-ref": f"collection-{collection.number}",
        },
    )


@dataclass(frozen=True, slots=True)
class Box:
    """The box that stands for an object."""

    x: float  # of its middle
    y: float
    text: str

    @property
    def half(self) -> float:
        """Half its width."""
        return max(34.0, len(self.text) * LETTER + 16) / 2

    def edge_towards(self, x: float, y: float, gap: float) -> tuple[float, float]:
        """Give the point where a line from the middle to (x, y) leaves the box, and a gap."""
        dx, dy = x - self.x, y - self.y
        length = hypot(dx, dy) or 1.0
        out = min(
            self.half / abs(dx / length) if dx else 1e9,
            BOX / 2 / abs(dy / length) if dy else 1e9,
        )
        return self.x + dx / length * (out + gap), self.y + dy / length * (out + gap)


def is_drawable(cycle: Cycle) -> bool:
    """Whether a picture of a cycle would be small and legible."""
    few = len(cycle.objects) in DRAWN and len(cycle.references) <= REFERENCES
    return few and not cycle.left_out


def ring(cycle: Cycle, names: Sequence[str]) -> Node:
    """Draw the objects of a cycle in a ring, with an arrow for each reference.

    It says in a picture what the page says in words beside it, and is named accordingly.
    """
    order = [*cycle.loop, *(n for n in range(len(cycle.objects)) if n not in cycle.loop)]
    boxes = dict(zip(order, _boxes([names[n] for n in order]), strict=True))
    drawn = [*_arrows(cycle, boxes), *map(_box, boxes.values())]
    heights = [box.y for box in boxes.values()]
    view = f"0 {min(heights) - MARGIN:.0f} {RING} {max(heights) - min(heights) + 2 * MARGIN:.0f}"
    text = f"Picture of the cycle of {', '.join(names)}"
    attrs = {"class": "collector-ring", "viewBox": view, "role": "img", "aria-label": text}
    return h("svg", attrs, *drawn)


def _boxes(labels: Sequence[str]) -> Iterator[Box]:
    """Place boxes clockwise on an ellipse; two beside each other, else the first at the top."""
    start = pi if len(labels) == 2 else -pi / 2
    tall = 22 + 11 * len(labels)
    for n, label in enumerate(labels):
        angle = start + 2 * pi * n / len(labels)
        text = label if len(label) <= LETTERS else label[: LETTERS - 1] + "…"
        box = Box(0, 0, text)
        across = RING / 2 - 1 - box.half
        yield Box(RING / 2 + across * cos(angle), tall * sin(angle), text)


def _box(box: Box) -> Node:
    left, top = f"{box.x - box.half:.1f}", f"{box.y - BOX / 2:.1f}"
    size = {"width": f"{2 * box.half:.1f}", "height": str(BOX), "rx": "6"}
    return h(
        "g",
        {"class": "collector-box"},
        h("rect", {"x": left, "y": top, **size}),
        h("text", {"x": f"{box.x:.1f}", "y": f"{box.y + 4:.1f}"}, box.text),
    )


def _arrows(cycle: Cycle, boxes: dict[int, Box]) -> Iterator[Node]:
    """Draw one arrow for each pair of objects, with the names of all references that it has."""
    names: dict[tuple[int, int], list[str]] = {}
    for reference in cycle.references:
        names.setdefault((reference.source, reference.target), []).append(reference.name)
    for (source, target), found in names.items():
        text = ", ".join(filter(None, dict.fromkeys(found)))
        yield (
            _loop(boxes[source], text)
            if source == target
            else _arrow(boxes[source], boxes[target], text)
        )


def _arrow(source: Box, target: Box, text: str) -> Node:
    """Draw a bent arrow, so that two that lead to and fro stay apart."""
    dx, dy = target.x - source.x, target.y - source.y
    length = hypot(dx, dy) or 1.0
    aside = (dy / length, -dx / length)  # to the left of the way: outside, when going clockwise
    middle = (source.x + target.x) / 2, (source.y + target.y) / 2
    bend = middle[0] + aside[0] * 2 * BEND, middle[1] + aside[1] * 2 * BEND
    start = source.edge_towards(*bend, 1)
    end = target.edge_towards(*bend, 4)
    x, y = (_on_curve(start[n], bend[n], end[n]) + 9 * aside[n] for n in (0, 1))
    return h(
        "g",
        {"class": "collector-arrow"},
        h("path", {"d": f"M{_at(start)}Q{_at(bend)} {_at(end)}"}),
        _head(bend, end),
        h("text", {"x": f"{x:.1f}", "y": f"{y + 3:.1f}"}, text),
    )


def _on_curve(start: float, bend: float, end: float) -> float:
    """Give a coordinate of the point a bit before the middle of a curve, where few curves cross."""
    t = 0.42
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end


def _loop(box: Box, text: str) -> Node:
    """Draw the arrow of an object that refers to itself, above its box."""
    top = box.y - BOX / 2
    start, end = (box.x - 12, top), (box.x + 12, top - 3)
    d = f"M{_at(start)}C{_at((box.x - 20, top - 20))} {_at((box.x + 20, top - 20))} {_at(end)}"
    head = _head((box.x + 18, top - 16), end)
    label = h("text", {"x": f"{box.x:.1f}", "y": f"{top - 18:.1f}"}, text)
    return h("g", {"class": "collector-arrow"}, h("path", {"d": d}), head, label)


def _head(towards: tuple[float, float], tip: tuple[float, float]) -> Node:
    """Draw the head of an arrow that comes from a point."""
    dx, dy = tip[0] - towards[0], tip[1] - towards[1]
    length = hypot(dx, dy) or 1.0
    x, y = dx / length, dy / length
    left = tip[0] - 7 * x - 3.5 * y, tip[1] - 7 * y + 3.5 * x
    right = tip[0] - 7 * x + 3.5 * y, tip[1] - 7 * y - 3.5 * x
    return h("polygon", {"points": f"{_at(tip)} {_at(left)} {_at(right)}"})


def _at(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
