"""Count equal things.

``collections.Counter`` asks of what it is given whether it is a mapping. For a class that was never
asked about before, this leaves some 60 objects behind, weak references in the caches of the
abstract base classes, which would turn up among the objects of the program being watched.
"""

from collections.abc import Hashable, Iterable


def tally[T: Hashable](things: Iterable[T]) -> dict[T, int]:
    """Count how often each thing occurs, in the order in which they first do."""
    counts: dict[T, int] = {}
    for thing in things:
        counts[thing] = counts.get(thing, 0) + 1
    return counts
