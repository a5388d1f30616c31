"""Show the garbage collector at work: each collection, and the cycles that it freed."""

from contextlib import AbstractContextManager
from itertools import chain, groupby
from typing import Final

from peek.nodes import Node, h
from peek.panels.collector_freed import fitting
from peek.panels.collector_line import collection_item, earlier, group_item
from peek.panels.collector_picture import timeline
from peek.panels.collector_records import Cause, Census, Collection, Log
from peek.panels.collector_tables import generations, types
from peek.panels.collector_watch import Watch
from peek.panels.collector_words import counted, duration
from peek.panels.panel import Panel, Run, Update

LINES: Final = 25  # lines of the list, each for one collection or for several automatic ones
TOGETHER: Final = 3  # automatic collections in a row that still get a line each


def watch(run: Run, update: Update) -> AbstractContextManager[None]:
    """Watch the collector while a program runs; each update is a ``Log``, the last one complete."""
    return Watch(run, update)


def show(log: Log) -> Node:
    """Show a log, the newest collection first."""
    when = "when the program ended" if log.ended else "after the newest collection"
    census = log.summary.census
    return h(
        "div",
        {"class": "collector"},
        _headline(log, census, when),
        *_warnings(log),
        _collections(log) if log.collections else _nothing(log),
        generations(log.summary, when),
        *([types(census, when)] if census and census.types else []),
    )


def _headline(log: Log, census: Census | None, when: str) -> Node:
    figures = [
        (
            "Collections",
            f"{log.total:,}",
            f"Times that the collector ran. The program asked for {log.asked:,} of them.",
        ),
        (
            "Objects freed",
            f"{log.collected:,}",
            (
                "Objects that collections freed. Those freed at once, when the last reference to "
                "them went, never get that far and do not count here."
            ),
        ),
        (
            "Time taken",
            duration(log.seconds),
            "Time in the collector, with the finalizers and weakref callbacks that it ran.",
        ),
        (
            "Tracked",
            f"{census.total:,}" if census else "not counted",
            f"Objects of the program that the collector tracks {when}: containers, mostly.",
        ),
    ]
    return h("dl", {"class": "collector-headline"}, *(_figure(*figure) for figure in figures))


def _figure(name: str, value: str, note: str) -> Node:
    return h("div", {"data-note": note}, h("dt", {}, name), h("dd", {}, value))


def _warnings(log: Log) -> list[Node]:
    summary = log.summary
    garbage = counted(summary.garbage, "object")
    failures = counted(log.failures, "collection")
    found = [
        (not summary.enabled, "Automatic collection is off: gc.disable() was called."),
        (summary.garbage > 0, f"gc.garbage holds {garbage}: found unreachable, but not freed."),
        (log.unhooked, "The program emptied gc.callbacks: later collections are missing here."),
        (log.failures > 0, f"{failures} could not be recorded in full."),
    ]
    return [h("p", {"class": "collector-warning warning"}, text) for is_so, text in found if is_so]


def _nothing(log: Log) -> Node:
    limit = log.summary.thresholds[0]
    why = f"By itself it begins when {limit:,} more tracked objects were made than freed."
    return h("p", {"class": "muted"}, "The collector did not run. ", why if limit else "")


def _collections(log: Log) -> Node:
    """Show the collections, newest first; where many automatic ones follow each other, as one."""
    newest_first = fitting(log.collections[::-1])
    runs = [(cause, list(run)) for cause, run in groupby(newest_first, lambda c: c.cause)]
    lines = list(chain.from_iterable(_lines(cause, run) for cause, run in runs))
    older = list(chain.from_iterable(lines[LINES:]))
    more = f"{counted(log.left_out, 'further collection')} not listed."
    return h(
        "section",
        {},
        h("h3", {}, "Collections"),
        timeline(log.collections),
        h("ol", {"class": "collector-list"}, *map(_line, lines[:LINES])),
        *([earlier(older)] if older else []),
        *([h("p", {"class": "muted"}, more)] if log.left_out else []),
    )


def _lines(cause: Cause, run: list[Collection]) -> list[list[Collection]]:
    is_long = cause is Cause.AUTOMATIC and len(run) > TOGETHER
    return [run] if is_long else [[collection] for collection in run]


def _line(collections: list[Collection]) -> Node:
    return group_item(collections) if len(collections) > 1 else collection_item(collections[0])


PANEL = Panel(
    name="collector",
    title="Collector",
    empty="Run the program to see its garbage being collected.",
    show=show,
    watch=watch,
)
