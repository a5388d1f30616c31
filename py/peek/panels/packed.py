"""Keep plain data out of the garbage collector's sight: as ``bytes``, which it does not track."""

import pickle
from typing import cast


def packable[T: type](kind: T) -> T:
    """Let instances of a class be packed; decorates it.

    What pickling notes about a class, in a list, it notes here and now, and not the first time in
    the midst of a program's run: there the collector would list it among the program's objects.
    """
    object.__new__(kind).__reduce_ex__(pickle.HIGHEST_PROTOCOL)
    return kind


def pack(data: object) -> bytes:
    """Turn plain data into bytes."""
    return pickle.dumps(data, pickle.HIGHEST_PROTOCOL)


def unpack[T](packed: bytes, kind: type[T]) -> T:  # noqa: ARG001 - says what T is
    """Turn bytes that ``pack`` made, and nobody else, back into data of the kind it was."""
    return cast("T", pickle.loads(packed))  # noqa: S301
