"""Counting without leaving anything behind."""

import gc
from collections.abc import Iterator

from peek.panels.tally import tally


def test_things_are_counted_in_the_order_in_which_they_first_come() -> None:
    assert list(tally("abcab").items()) == [("a", 2), ("b", 2), ("c", 1)]


def test_counting_leaves_no_objects_behind() -> None:
    class Unseen:  # a class that nobody has asked yet whether it is a mapping
        def __iter__(self) -> Iterator[int]:
            return iter([1, 1])

    things = Unseen()
    before = len(gc.get_objects())
    counts = tally(things)
    del counts
    assert len(gc.get_objects()) == before
