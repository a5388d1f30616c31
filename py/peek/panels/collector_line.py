"""Show one collection: a line, which opens on all that is known of it."""

from collections.abc import Iterable, Sequence
from typing import Final

from peek.nodes import Node, h
from peek.panels.collector_freed import freed_cycles
from peek.panels.collector_records import Cause, Collection
from peek.panels.collector_tables import before_and_after, heading
from peek.panels.collector_words import duration

NEWEST: Final = 10  # automatic collections of a group that are shown in full
AUTOMATIC: Final = "The interpreter began it: the first count was above the first threshold."
CAUSES: Final = {
    Cause.PROGRAM: ("asked for", "The program called gc.collect()."),
    Cause.AUTOMATIC: ("automatic", AUTOMATIC),
    Cause.UNKNOWN: ("unclear", "It cannot be told whether the program asked for this collection."),
}
TOOK: Final = "How long it took, with the finalizers and weakref callbacks that it ran."
FREED: Final = "Objects that the collector says it found unreachable and freed."
COUNTS: Final = (
    "gc.get_count() as it began: first the tracked objects made less those freed, then how often "
    "younger objects were collected."
)
THRESHOLDS: Final = (
    "gc.get_threshold() as it began: an automatic collection is due when the first count exceeds "
    "the first of these."
)


def collection_item(collection: Collection) -> Node:
    """Show a collection as an item of a list."""
    key = f"collection-{collection.number}"
    found = collection.freed is not None and bool(collection.freed.cycles)
    return h(
        "li",
        {"data-id": key, "data-ref": key, "class": f"collector-{collection.cause}"},
        h(
            "details",
            {"data-key": key, "open": found},
            h("summary", {}, *_line(collection)),
            _circumstances(collection),
            *freed_cycles(collection),
            *before_and_after(collection),
        ),
    )


def _line(collection: Collection) -> list[Node]:
    label, why = CAUSES[collection.cause]
    full = len(collection.thresholds) - 1
    generation = (
        "The number by which this interpreter names what was collected: "
        f"{full} is everything, a lower number is less."
    )
    return [
        h("span", {"class": "num muted"}, str(collection.number)),
        h("span", {"data-note": generation}, f"generation {collection.generation}"),
        h("span", {}, h("span", {"class": "badge", "data-note": why}, label), *_place(collection)),
        h("span", {"class": "num", "data-note": TOOK}, duration(collection.duration)),
        h("strong", {"class": "num", "data-note": FREED}, f"{collection.collected:,} freed"),
    ]


def _place(collection: Collection) -> list[Node]:
    line = collection.line if collection.cause is Cause.PROGRAM else None
    return [" ", h("span", {"class": "muted"}, f"line {line}")] if line else []


def _circumstances(collection: Collection) -> Node:
    line, stuck = collection.line, collection.uncollectable
    goto = {"type": "button", "class": "link", "data-goto": str(line)}
    return h(
        "p",
        {"class": "collector-circumstances"},
        f"After {duration(collection.at)}",
        *([" in ", h("button", goto, f"line {line}")] if line else []),
        "; ",
        h("span", {"data-note": COUNTS}, f"counts {_row(collection.counts)}"),
        "; ",
        h("span", {"data-note": THRESHOLDS}, f"thresholds {_row(collection.thresholds)}"),
        *(["; ", h("strong", {"class": "error"}, f"{stuck:,} uncollectable")] if stuck else []),
        ".",
    )


def _row(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def group_item(collections: Sequence[Collection]) -> Node:
    """Show automatic collections that followed each other, newest first, as one item."""
    numbers = [c.number for c in collections]
    places = " ".join(f"collection-{number}" for number in numbers)
    taken, freed = sum(c.duration for c in collections), sum(c.collected for c in collections)
    line = [
        h("span", {"class": "num muted"}, f"{numbers[-1]}–{numbers[0]}"),  # noqa: RUF001
        h("span", {}, _which(collections)),
        h("span", {}, h("span", {"class": "badge", "data-note": AUTOMATIC}, "automatic")),
        h("span", {"class": "num", "data-note": TOOK}, duration(taken)),
        h("strong", {"class": "num", "data-note": FREED}, f"{freed:,} freed"),
    ]
    older = collections[NEWEST:]
    return h(
        "li",
        {"data-ref": places, "class": "collector-automatic"},
        h(
            "details",
            {"data-key": f"collections-from-{numbers[-1]}"},
            h("summary", {}, *line),
            h("ol", {"class": "collector-list"}, *map(collection_item, collections[:NEWEST])),
            *([earlier(older)] if older else []),
        ),
    )


def _which(collections: Sequence[Collection]) -> str:
    generations = {c.generation for c in collections}
    of = f", generation {generations.pop()}" if len(generations) == 1 else ""
    return f"{len(collections):,} collections{of}"


def earlier(collections: Sequence[Collection]) -> Node:
    """Show collections in short, in a table that has to be opened."""
    rows = [
        h(
            "tr",
            {"data-id": f"collection-{c.number}"},
            h("th", {"scope": "row", "class": "num"}, str(c.number)),
            h("td", {}, CAUSES[c.cause][0]),
            h("td", {"class": "num"}, str(c.generation)),
            h("td", {"class": "num"}, duration(c.duration)),
            h("td", {"class": "num"}, f"{c.collected:,}"),
        )
        for c in collections
    ]
    columns = heading("number", "begun", "generation", "took", "freed")
    return h(
        "details",
        {"data-key": "earlier", "class": "collector-earlier"},
        h("summary", {}, f"{len(collections):,} earlier"),
        h("table", {}, columns, h("tbody", {}, *rows)),
    )
