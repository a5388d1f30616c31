"""Tables of the Collector panel: objects by generation and type, and the gc module's figures."""

from typing import Final

from peek.nodes import Node, h
from peek.panels.collector_records import Census, Collection, Summary
from peek.panels.collector_words import counted

TYPES: Final = 10  # types shown of a census
BAR: Final = 80  # width of a bar

COLUMNS: Final = {
    "generation": "The number of the generation: the higher, the older its objects.",
    "count": (
        "gc.get_count(): first the tracked objects made less those freed, then how often younger "
        "objects were collected."
    ),
    "threshold": "gc.get_threshold(): when the first count exceeds the first, a collection begins.",
    "objects": "Objects of the program that gc.get_objects() lists in the generation.",
    "runs": "Collections since the program began, by gc.get_stats().",
    "freed": "Objects that they freed, by gc.get_stats().",
}


def heading(*names: str, notes: dict[str, str] | None = None) -> Node:
    """Make the head of a table of numbers."""
    texts = notes or {}
    cells = [
        h("th", {"scope": "col", "class": "num", "data-note": texts.get(name, False)}, name)
        for name in names
    ]
    return h("thead", {}, h("tr", {}, *cells))


def before_and_after(collection: Collection) -> list[Node]:
    """Compare the objects that there were before a collection with those after it."""
    before, after = collection.before, collection.after
    if before is None or after is None:
        text = "The objects were not counted, so as not to slow the program down."
        return [h("p", {"class": "muted"}, text)]
    rows = [*_generation_rows(before, after), *_type_rows(before, after)]
    columns = heading("", "before", "after", "")
    table = h("table", {"class": "collector-census"}, columns, h("tbody", {}, *rows))
    summary = f"{counted(before.total, 'tracked object')} before, {after.total:,} after"
    key = f"census-{collection.number}"
    many = (
        []
        if before.types or not before.total
        else [h("p", {"class": "muted"}, "Too many to tell their types.")]
    )
    return [h("details", {"data-key": key}, h("summary", {}, summary), table, *many)]


def _generation_rows(before: Census, after: Census) -> list[Node]:
    most = max(before.total, after.total, 1)
    pairs = enumerate(zip(before.generations, after.generations, strict=True))
    return [
        _comparison("all", before.total, after.total, most),
        *(_comparison(f"generation {n}", b, a, most) for n, (b, a) in pairs),
    ]


def _type_rows(before: Census, after: Census) -> list[Node]:
    """Compare types, those that changed most first; not those counted on one side only."""
    old, new = dict(before.types), dict(after.types)
    known = [
        (name, old.get(name, 0), new.get(name, 0))
        for name in old | new
        if (name in old or not before.left_out) and (name in new or not after.left_out)
    ]
    known.sort(key=lambda row: (-abs(row[1] - row[2]), -row[1]))
    most = max((max(b, a) for _, b, a in known), default=1)
    return [_comparison(h("code", {}, name), b, a, most) for name, b, a in known[:TYPES]]


def _comparison(name: Node, before: int, after: int, most: int) -> Node:
    bars = _bars(("collector-before", before), ("collector-after", after), most=most)
    return _row(name, f"{before:,}", f"{after:,}", last=bars)


def _row(name: Node, *figures: str, last: Node | None = None) -> Node:
    cells = [h("td", {"class": "num"}, figure) for figure in figures]
    bars = [] if last is None else [h("td", {}, last)]
    return h("tr", {}, h("th", {"scope": "row"}, name), *cells, *bars)


def _bars(*rows: tuple[str, int], most: int) -> Node:
    """Draw numbers as lengths, one above the other; the table has them in figures."""
    height = 5 * len(rows)
    names = {"class": "collector-bars", "viewBox": f"0 0 {BAR} {height}", "aria-hidden": "true"}
    lengths = [(name, round(BAR * number / most, 1)) for name, number in rows]
    bars = [
        h("rect", {"class": name, "x": 0, "y": 5 * n, "width": str(length), "height": 4})
        for n, (name, length) in enumerate(lengths)
    ]
    return h("svg", {**names, "width": BAR, "height": height}, *bars)


def generations(summary: Summary, when: str) -> Node:
    """Show the figures of each generation, by the numbers that the interpreter gives them."""
    objects = summary.census.generations if summary.census else ()
    figures = enumerate(zip(summary.counts, summary.thresholds, summary.stats, strict=True))
    rows = [
        _row(
            str(n),
            f"{count:,}",
            f"{threshold:,}",
            f"{objects[n]:,}" if objects else "not counted",
            f"{stats[0]:,}",
            f"{stats[1]:,}",
        )
        for n, (count, threshold, stats) in figures
    ]
    return h(
        "section",
        {},
        h("h3", {}, "Generations"),
        h("p", {"class": "muted"}, f"The gc module's own figures, {when}."),
        h("table", {}, heading(*COLUMNS, notes=COLUMNS), h("tbody", {}, *rows)),
    )


def types(census: Census, when: str) -> Node:
    """Show which types the tracked objects are of."""
    shown = census.types[:TYPES]
    most, rest = shown[0][1], census.total - sum(number for _, number in shown)
    rows = [
        _row(h("code", {}, name), f"{n:,}", last=_bars(("collector-after", n), most=most))
        for name, n in shown
    ]
    more = h("p", {"class": "muted"}, f"And {counted(rest, 'object')} of other types.")
    return h(
        "section",
        {},
        h("h3", {}, "Types"),
        h("p", {"class": "muted"}, f"Tracked objects of the program, {when}."),
        h("table", {"class": "collector-census"}, h("tbody", {}, *rows)),
        *([more] if rest else []),
    )
