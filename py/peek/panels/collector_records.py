"""What the Collector panel knows: plain data, no object of the program among it.

The classes have no slots, for they are packed in the midst of the program's work, and an instance
with a dictionary is packed several times as fast.
"""

from dataclasses import dataclass
from enum import StrEnum

from peek.panels.packed import packable


class Cause(StrEnum):
    """Who began a collection."""

    PROGRAM = "program"  # it called gc.collect()
    AUTOMATIC = "automatic"  # the interpreter, for more objects were made than the threshold
    UNKNOWN = "unknown"  # neither can be shown to be so


@packable
@dataclass(frozen=True)
class Census:
    """The objects that the collector tracks, counted; those of the playground left out."""

    generations: tuple[int, ...]  # objects in each generation, as gc.get_objects(g) lists them
    types: tuple[tuple[str, int], ...] = ()  # (class name, objects), the most numerous first
    left_out: int = 0  # objects of further types, or of all types when there were too many

    @property
    def total(self) -> int:
        return sum(self.generations)


@packable
@dataclass(frozen=True)
class Reference:
    """One reference within a cycle."""

    source: int  # index into Cycle.objects
    target: int  # index into Cycle.objects
    name: str  # as the source would write it: ".next", "[0]"; "" when there is no safe way to know


@packable
@dataclass(frozen=True)
class Cycle:
    """Objects each of which leads to every other, freed by one collection."""

    objects: tuple[str, ...]  # a label for each
    references: tuple[Reference, ...]
    loop: tuple[int, ...]  # indexes of a shortest way round, beginning with the first object
    left_out: int = 0  # objects of the cycle that are not listed
    alike: int = 1  # how many cycles of this very description were freed


@packable
@dataclass(frozen=True)
class Freed:
    """What is known of the objects that a collection freed."""

    cycles: tuple[Cycle, ...] = ()
    cycles_left_out: int = 0  # cycles freed, but not described
    along: int = 0  # objects in no cycle themselves, that a freed cycle held on to
    spared: int = 0  # cycles that nothing outside referred to, and that are still there afterwards
    looked_at: int = 0  # objects among which cycles were looked for


@packable
@dataclass(frozen=True)
class Collection:
    """One run of the collector."""

    number: int  # 1 for the first
    at: float  # seconds since the program began
    generation: int  # as gc.callbacks was told
    cause: Cause
    line: int | None  # where the program was, 1-based; None: in no line of it
    duration: float  # seconds, finalizers and weakref callbacks included
    collected: int  # objects, as gc.callbacks was told
    uncollectable: int  # objects, as gc.callbacks was told
    counts: tuple[int, ...]  # gc.get_count() as it began
    thresholds: tuple[int, ...]  # gc.get_threshold() as it began
    before: Census | None = None  # None: not counted, to not slow the program down
    after: Census | None = None  # None: likewise
    freed: Freed | None = None  # None: not looked for, likewise


@dataclass(frozen=True)
class Summary:
    """The collector's own figures, as the program could ask for them."""

    enabled: bool  # gc.isenabled()
    counts: tuple[int, ...]  # gc.get_count()
    thresholds: tuple[int, ...]  # gc.get_threshold()
    # gc.get_stats(), less what it was when the program began: (collections, collected,
    # uncollectable) for each generation.
    stats: tuple[tuple[int, int, int], ...]
    garbage: int  # len(gc.garbage)
    census: Census | None  # None: not counted, to not slow the program down


@dataclass(frozen=True)
class Log:
    """All there is to show."""

    collections: tuple[Collection, ...]  # oldest first
    left_out: int  # collections that are not listed
    asked: int  # collections begun by the program, listed or not
    total: int  # all collections
    collected: int  # objects freed by all collections
    seconds: float  # time taken by all collections
    summary: Summary
    ended: bool = False  # the program has
    unhooked: bool = False  # the program emptied gc.callbacks: what came later is missing
    failures: int = 0  # times that the panel itself failed to record something
