"""Write down each collection while a program runs, without changing what the program does.

The callback keeps numbers, addresses and words, never an object of the program. What it keeps
lies in ``bytes``, which the collector does not track, so neither the program nor a later
collection comes across it. For the same reason the order of things matters below: the objects are
listed before anything is made that would be listed with them.
"""

import gc
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from types import FrameType, TracebackType
from typing import Final

from peek.panels.collector_heap import Suspects, census, flattened, freed, suspects, tracked
from peek.panels.collector_journal import Journal
from peek.panels.collector_origin import Origins
from peek.panels.collector_records import Cause, Census, Collection, Log, Summary
from peek.panels.ours import Ours, local_to
from peek.panels.packed import pack, packable, unpack
from peek.panels.panel import Run, Update
from peek.panels.references import attribute_names

BUDGET: Final = 0.020  # seconds for one callback to look at objects in
PAUSE: Final = 0.050  # seconds between two updates
AT_ONCE: Final = 0.1  # seconds that updates may take before they have to wait for each other
UPDATES: Final = 0.06  # share of the program's time that updates may take

# What looking at objects may take: so many seconds, and then such a share of the program's time.
ASKED_ALLOWANCE: Final = (0.25, 0.10)
AUTOMATIC_ALLOWANCE: Final = (0.02, 0.04)

type Stats = tuple[tuple[int, int, int], ...]  # collections, collected, uncollectable


@packable
@dataclass(frozen=True)
class Begun:
    """What is known when a collection begins."""

    at: float  # seconds since the program began
    generation: int
    cause: Cause
    line: int | None
    counts: tuple[int, ...]
    thresholds: tuple[int, ...]
    before: Census | None
    suspects: Suspects | None


class Watch:
    """Watches the collector for as long as it is entered."""

    def __init__(self, run: Run, update: Update) -> None:
        self.run = run
        self.update = update
        self.ours = Ours(run)
        self.origins = Origins(run.source, run.filename)
        self.hints: str | None = None  # attribute names, space-separated; read when first needed
        self.journal = Journal()
        self.stats: bytes | None = None  # packed Stats of before the first collection
        self.census: bytes | None = None  # the packed Census after the latest one
        self.begun: bytes | None = None  # a packed Begun, while the collector is at work
        self.looking = False  # whether objects are counted before and after this collection
        self.clock = 0.0  # when the collector began its work
        self.spent = 0.0  # seconds taken by looking at objects
        self.updating = 0.0  # seconds taken by updates
        self.pause_ends = 0.0  # when the next update is due
        self.failures = 0

    def __enter__(self) -> None:
        self.callbacks, self.garbage = gc.callbacks, gc.garbage
        self.callback = self._event  # one object, to be found again
        self.callbacks.append(self.callback)
        self.start = perf_counter()
        gc.freeze()  # so that what was just made does not count as the program's

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.census = pack(census(tracked(self.ours, local_to(sys._getframe(1)))))
        places = [n for n, callback in enumerate(self.callbacks) if callback is self.callback]
        for place in reversed(places):
            del self.callbacks[place]
        del self.callback  # it and this object refer to each other
        self.update(self._log(ended=True, unhooked=not places))

    def _event(self, phase: str, info: Mapping[str, int]) -> None:
        """Answer the collector; what goes wrong here must not show up in the program's output."""
        now = perf_counter()
        try:
            if phase == "start":
                self._begin(sys._getframe(1), info, now)
            elif self.begun is not None:
                self._end(self.begun, info, now)
        except BaseException:
            self.failures += 1
        self.clock = perf_counter()

    def _begin(self, frame: FrameType, info: Mapping[str, int], now: float) -> None:
        self.begun = None
        figures = pack((gc.get_count(), gc.get_threshold()))
        cause = self.origins.cause(frame)
        if cause is None:
            return
        self.looking = self._allows(cause, now)
        before, found = self._look(info, now + BUDGET) if self.looking else (None, None)
        if self.stats is None:
            self.stats = pack(_stats())
        line = self.origins.line(frame)
        counts, thresholds = unpack(figures, tuple)
        generation = info["generation"]
        self.begun = pack(
            Begun(now - self.start, generation, cause, line, counts, thresholds, before, found)
        )
        self.spent += perf_counter() - now

    def _end(self, started: bytes, info: Mapping[str, int], now: float) -> None:
        duration = now - self.clock
        heap = tracked(self.ours, [info]) if self.looking else []
        begun = unpack(started, Begun)
        self.begun = None
        after = census(heap) if self.looking else None
        alive = set(map(id, flattened(heap)))
        found, collected = begun.suspects, info["collected"]
        self.journal.add(
            Collection(
                number=self.journal.total + 1,
                at=begun.at,
                generation=begun.generation,
                cause=begun.cause,
                line=begun.line,
                duration=duration,
                collected=collected,
                uncollectable=info["uncollectable"],
                counts=begun.counts,
                thresholds=begun.thresholds,
                before=begun.before,
                after=after,
                freed=freed(found, alive, collected) if found else None,
            )
        )
        self.census = pack(after) if after else None
        self.spent += perf_counter() - now
        self._update_if_due(begun.cause)

    def _look(self, info: object, deadline: float) -> tuple[Census, Suspects | None]:
        heap = tracked(self.ours, [info])
        before = census(heap)
        if self.hints is None:
            self.hints = " ".join(attribute_names(self.run.source))
        return before, suspects(flattened(heap), self.hints.split(), deadline)

    def _allows(self, cause: Cause, now: float) -> bool:
        """Whether there is time to look at objects, without slowing the program down by much."""
        at_once, share = AUTOMATIC_ALLOWANCE if cause is Cause.AUTOMATIC else ASKED_ALLOWANCE
        return self.spent < at_once + share * (now - self.start)

    def _update_if_due(self, cause: Cause) -> None:
        now = perf_counter()
        at_once = cause is Cause.PROGRAM and self.updating < AT_ONCE
        if now < self.pause_ends and not at_once:
            return
        self.update(self._log())
        taken = perf_counter() - now
        self.updating += taken
        self.pause_ends = now + taken + max(PAUSE, taken / UPDATES)

    def _log(self, *, ended: bool = False, unhooked: bool = False) -> Log:
        journal = self.journal
        collections = journal.collections()
        return Log(
            collections=collections,
            left_out=journal.total - len(collections),
            asked=journal.total_asked,
            total=journal.total,
            collected=journal.collected,
            seconds=journal.seconds,
            summary=self._summary(),
            ended=ended,
            unhooked=unhooked,
            failures=self.failures,
        )

    def _summary(self) -> Summary:
        now = _stats()
        begun: Stats = unpack(self.stats, tuple) if self.stats else now
        return Summary(
            enabled=gc.isenabled(),
            counts=gc.get_count(),
            thresholds=gc.get_threshold(),
            stats=tuple(
                (a[0] - b[0], a[1] - b[1], a[2] - b[2]) for a, b in zip(now, begun, strict=True)
            ),
            garbage=list.__len__(self.garbage),
            census=unpack(self.census, Census) if self.census else None,
        )


def _stats() -> Stats:
    return tuple((s["collections"], s["collected"], s["uncollectable"]) for s in gc.get_stats())
