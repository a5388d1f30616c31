"""Compare texts with patterns: ``…`` stands for any text, a line ``…`` for any lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

ANY = "…"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where lines are not as claimed; an index may be one past the end."""

    claimed: int  # index of the line that is not there as claimed
    printed: int  # index of the line that stands in its place


def matches(pattern: str, line: str) -> bool:
    """Tell whether one line is as the pattern says."""
    if ANY not in pattern:
        return pattern == line
    return re.fullmatch(".*?".join(map(re.escape, pattern.split(ANY))), line) is not None


def difference(claimed: Sequence[str], printed: Sequence[str]) -> Difference | None:
    """Return the first difference, or None if the lines are as claimed."""
    gaps = [-1, *(i for i, line in enumerate(claimed) if line.strip() == ANY), len(claimed)]
    place = 0
    for before, after in pairwise(gaps):
        part = claimed[before + 1 : after]
        first, last = before == -1, after == len(claimed)
        if last and not first and part:
            place = max(place, len(printed) - len(part))
        elif not first:
            place = _find(part, printed, place)
        same = _same(part, printed[place:])
        if same < len(part):
            return Difference(before + 1 + same, place + same)
        place += len(part)
    ends_open = len(gaps) > 2 and gaps[-2] == len(claimed) - 1
    return None if ends_open or place == len(printed) else Difference(len(claimed), place)


def _find(part: Sequence[str], printed: Sequence[str], start: int) -> int:
    """Return where the lines match first, or else where most of them do."""
    return max(
        range(start, max(start, len(printed) - len(part)) + 1),
        key=lambda place: _same(part, printed[place:]),
    )


def _same(part: Sequence[str], printed: Sequence[str]) -> int:
    """Count the lines at the beginning that match."""
    for count, (pattern, line) in enumerate(zip(part, printed, strict=False)):
        if not matches(pattern, line):
            return count
    return min(len(part), len(printed))
