"""Show what a collection freed: each cycle as a way round, a picture, and who refers to whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from peek.nodes import Node, h
from peek.panels.collector_picture import is_drawable, ring
from peek.panels.collector_records import Collection, Cycle, Freed
from peek.panels.collector_words import counted
from peek.panels.tally import tally

ROOM: Final = 1_000  # objects and references of cycles that one view shows, some 10 nodes for each


def fitting(collections: Iterable[Collection]) -> Iterator[Collection]:
    """Leave out cycles, only counting them, once those of the collections before fill the page."""
    room = ROOM
    for collection in collections:
        freed = collection.freed
        if freed and freed.cycles:
            kept = []
            for cycle in freed.cycles:
                room -= len(cycle.objects) + len(cycle.references)
                kept += [cycle] if room >= 0 else []
            left_out = freed.cycles_left_out + sum(c.alike for c in freed.cycles[len(kept) :])
            freed = replace(freed, cycles=tuple(kept), cycles_left_out=left_out)
        yield replace(collection, freed=freed)


def freed_cycles(collection: Collection) -> list[Node]:
    """Show the cycles that a collection freed, as far as they were looked for."""
    freed = collection.freed
    if freed is None:
        text = "Cycles were not looked for, so as not to slow the program down."
        return [h("p", {"class": "muted"}, text)] if collection.collected else []
    items = [_item(cycle, f"{collection.number}-{n}") for n, cycle in enumerate(freed.cycles)]
    tracked = collection.before.total if collection.before else freed.looked_at
    return [
        *([h("ul", {"class": "collector-cycles"}, *items)] if items else []),
        *(h("p", {"class": "muted"}, text) for text in _remarks(freed, tracked)),
    ]


def _remarks(freed: Freed, tracked: int) -> list[str]:
    more, spared = counted(freed.cycles_left_out, "cycle"), counted(freed.spared, "cycle")
    looked_at = f"{freed.looked_at:,} of {counted(tracked, 'object')}"
    found = [
        (freed.cycles_left_out, f"{more} more freed, not described here."),
        (freed.along, f"{counted(freed.along, 'object')} more freed, that only cycles held on to."),
        (
            freed.spared,
            (
                f"{spared} not freed, though nothing in use refers to them: not looked at this "
                "time, kept in gc.garbage, or brought back by a finalizer."
            ),
        ),
        (freed.looked_at < tracked, f"Cycles were looked for among {looked_at}."),
    ]
    return [text for is_so, text in found if is_so]


def _item(cycle: Cycle, key: str) -> Node:
    names = _told_apart(cycle.objects)
    is_plain_ring = len(cycle.loop) == len(cycle.references) == len(cycle.objects)
    return h(
        "li",
        {},
        h("p", {"class": "collector-loop"}, *_way_round(cycle, names, key)),
        *([ring(cycle, names)] if is_drawable(cycle) else []),
        *([] if is_plain_ring else [_all_references(cycle, names, key)]),
    )


def _told_apart(labels: Sequence[str]) -> list[str]:
    """Number objects of the same label: ``Node (1)``, ``Node (2)``."""
    total, seen = tally(labels), dict.fromkeys(labels, 0)
    names = []
    for label in labels:
        seen[label] += 1
        names.append(f"{label} ({seen[label]})" if total[label] > 1 else label)
    return names


def _way_round(cycle: Cycle, names: Sequence[str], key: str) -> list[Node]:
    following = [*cycle.loop[1:], *cycle.loop[:1]]
    by_ends = {(r.source, r.target): r.name for r in reversed(cycle.references)}
    steps = (
        (_object(names[a], f"{key}-{a}"), *_arrow(by_ends[a, b]))
        for a, b in zip(cycle.loop, following, strict=True)
    )
    note = "So many cycles were freed that look just like this one."
    times = h("span", {"class": "badge", "data-note": note}, f"{cycle.alike:,} alike")
    back = h("span", {"class": "muted"}, "back")
    return [*chain.from_iterable(steps), back, *([" ", times] if cycle.alike > 1 else [])]


def _object(name: str, key: str) -> Node:
    place = f"object-{key}"
    return h("code", {"class": "collector-object", "data-id": place, "data-ref": place}, name)


def _arrow(name: str) -> list[Node]:
    """Write a reference as an arrow, or as two with its name between them."""
    arrow = h("span", {"class": "collector-to"}, " → ")
    return [arrow, h("code", {}, name), arrow] if name else [arrow]


def _all_references(cycle: Cycle, names: Sequence[str], key: str) -> Node:
    """List every reference of a cycle, object by object."""
    size = counted(len(cycle.objects) + cycle.left_out, "object")
    lines = [
        (
            _object(names[r.source], f"{key}-{r.source}"),
            *_arrow(r.name),
            _object(names[r.target], f"{key}-{r.target}"),
        )
        for r in cycle.references
    ]
    more = f"{counted(cycle.left_out, 'object')} more, not listed"
    return h(
        "details",
        {"data-key": f"cycle-{key}"},
        h("summary", {}, f"{size}, {counted(len(lines), 'reference')}"),
        h("ul", {"class": "collector-references"}, *(h("li", {}, *line) for line in lines)),
        *([h("p", {"class": "muted"}, more)] if cycle.left_out else []),
    )
