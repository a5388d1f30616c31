"""Show constants of the compiler as text of bounded length, running nobody's ``__repr__``."""

from reprlib import Repr
from types import CodeType

_WIDE = 400  # characters of the longest text given
# Within these limits repr() gives a short text; beyond them reprlib takes out the middle.
_SHORT_TEXT = 100
_SHORT_INT = 10**40
_FEW_ITEMS = 12


def literal(value: object) -> str:
    """Write a constant as in source, cut to a few hundred characters.

    Constants are what the compiler makes: numbers, strings, bytes, tuples, frozen sets, slices,
    ``None``, ``...``, ``True``, ``False`` and code objects.
    """
    if isinstance(value, CodeType):
        return f"<code object {clip(value.co_name)}, line {value.co_firstlineno}>"
    return repr(value) if _is_short(value) else clip(_cutting.repr(value), _WIDE)


def clip(text: str, width: int = 80) -> str:
    """Cut a text that is longer than ``width`` and end it with an ellipsis."""
    return text if len(text) <= width else text[: width - 1] + "…"


def _is_short(value: object) -> bool:
    if isinstance(value, str | bytes):
        return len(value) <= _SHORT_TEXT
    if isinstance(value, int):
        return -_SHORT_INT < value < _SHORT_INT
    if isinstance(value, tuple | frozenset):
        return len(value) <= _FEW_ITEMS and all(_is_flat(item) for item in value)
    if isinstance(value, slice):
        return all(_is_flat(item) for item in (value.start, value.stop, value.step))
    return True


def _is_flat(value: object) -> bool:
    return not isinstance(value, tuple | frozenset | slice) and _is_short(value)


class _Cutting(Repr):
    """reprlib's, which sees no int of many digits as an error."""

    def repr_int(self, x: int, level: int) -> str:
        # Python refuses to write more than 4,300 digits, and takes long over fewer.
        bits = x.bit_length()
        return super().repr_int(x, level) if bits < 4000 else f"<int of {bits:,} bits>"


_cutting = _Cutting(
    maxlevel=4, maxtuple=20, maxfrozenset=20, maxstring=_WIDE - 2, maxlong=200, maxother=_WIDE
)
