"""Keep plain data out of the garbage collector's sight: as ``bytes``, which it does not track."""

import pickle
from typing import cast


def pack(data: object) -> bytes:
    """Turn plain data into bytes."""
    return pickle.dumps(data, pickle.HIGHEST_PROTOCOL)


def unpack[T](packed: bytes, kind: type[T]) -> T:  # noqa: ARG001 - says what T is
    """Turn bytes that ``pack`` made, and nobody else, back into data of the kind it was."""
    return cast("T", pickle.loads(packed))  # noqa: S301
