"""Keep the collections of a run: the newest, as bytes, and sums over all of them."""

from typing import Final

from peek.panels.collector_records import Cause, Collection
from peek.panels.packed import pack, unpack

KEPT: Final = 200  # collections


class Journal:
    """Collections, kept in a form that the garbage collector does not track."""

    def __init__(self) -> None:
        self.records: list[bytes] = []  # a packed Collection each
        self.asked: list[bool] = []  # for each record: whether the program began it
        self.total = 0  # collections, kept or not
        self.total_asked = 0
        self.collected = 0  # objects
        self.seconds = 0.0

    def add(self, collection: Collection) -> None:
        """Keep a collection; when there are too many, the oldest automatic one goes first."""
        self.records.append(pack(collection))
        self.asked.append(collection.cause is Cause.PROGRAM)
        self.total += 1
        self.total_asked += self.asked[-1]
        self.collected += collection.collected
        self.seconds += collection.duration
        if len(self.records) > KEPT:
            place = self.asked.index(False) if False in self.asked else 0
            del self.records[place], self.asked[place]

    def collections(self) -> tuple[Collection, ...]:
        """Give back the collections that were kept, oldest first."""
        return tuple(unpack(record, Collection) for record in self.records)
