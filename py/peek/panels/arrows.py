"""Lay out the arrows of jumps beside a listing, in few lanes that do not cross each other."""

from collections.abc import Iterable
from typing import NamedTuple

LANES = 6


class Arrow(NamedTuple):
    """All jumps to one target, drawn as one arrow with several tails."""

    target: int  # row of the listing
    sources: tuple[int, ...]  # rows
    lane: int  # 0 is next to the listing

    @property
    def first(self) -> int:
        return min(self.target, *self.sources)

    @property
    def last(self) -> int:
        return max(self.target, *self.sources)


def lay_out(jumps: Iterable[tuple[int, int]]) -> list[Arrow]:
    """Give each target of the jumps (source row, target row) an arrow, the shortest innermost.

    An arrow that finds no free lane is left out: the listing says in words where a jump goes.
    """
    sources: dict[int, list[int]] = {}
    for source, target in jumps:
        sources.setdefault(target, []).append(source)
    arrows = [Arrow(target, tuple(rows), 0) for target, rows in sources.items()]
    arrows.sort(key=lambda arrow: (arrow.last - arrow.first, arrow.first))
    taken = [0] * LANES  # a bit for each row
    placed = []
    for arrow in arrows:
        rows = (1 << arrow.last + 1) - (1 << arrow.first)
        lane = next((lane for lane in range(LANES) if not taken[lane] & rows), None)
        if lane is not None:
            taken[lane] |= rows
            placed.append(arrow._replace(lane=lane))
    return placed
