"""Explain the flags of code objects (``co_flags``)."""

import __future__

import dis

NOTES = {
    "OPTIMIZED": "Local variables live in numbered slots instead of a dict.",
    "NEWLOCALS": "Each call begins with local variables of its own.",
    "VARARGS": "There is a parameter with one star, which takes further positional arguments.",
    "VARKEYWORDS": "There is a parameter with two stars, which takes further keyword arguments.",
    "NESTED": "It is written within a function.",
    "GENERATOR": "A call makes a generator and does not yet run the body.",
    "NOFREE": "It has neither free variables nor cells.",
    "COROUTINE": "A call makes a coroutine and does not yet run the body.",
    "ITERABLE_COROUTINE": "It is a generator that await accepts, as types.coroutine makes them.",
    "ASYNC_GENERATOR": "A call makes an asynchronous generator and does not yet run the body.",
    "HAS_DOCSTRING": "The first constant is its docstring.",
    "METHOD": "It is a function written in a class body.",
}

_FUTURE = {
    getattr(__future__, name).compiler_flag: f"FUTURE_{name.upper()}"
    for name in __future__.all_feature_names
}
_NAMES = _FUTURE | dis.COMPILER_FLAG_NAMES


def flag_names(flags: int) -> list[str]:
    """Name the flags that are set, the lowest first; one that has no name is a hex number."""
    bits = (1 << place for place in range(flags.bit_length()))
    return [_NAMES.get(bit, f"{bit:#x}") for bit in bits if flags & bit]


def flag_note(name: str) -> str:
    """Say what a flag means."""
    if name.startswith("FUTURE_"):
        return f"The source says from __future__ import {name.removeprefix('FUTURE_').lower()}."
    return NOTES.get(name, "This flag has no documented meaning.")
