"""Explain opcodes: what one does, what it does to the stack, what it is a special form of."""

import opcode
import re
from functools import lru_cache

from peek.panels import opcode_notes as notes
from peek.panels.internals import SPECIALIZATIONS


def _glossary(text: str) -> dict[str, str]:
    """Read names, each on a line of its own, with indented sentences below."""
    entries = re.findall(r"^(\w+)\n((?: .+\n)+)", text, re.MULTILINE)
    return {name: " ".join(sentence.split()) for name, sentence in entries}


SENTENCES = {
    name: sentence
    for text in (notes.STANDARD, notes.SPECIALISED, notes.INSTRUMENTED, notes.PSEUDO)
    for name, sentence in _glossary(text).items()
}
CACHE_FIELDS = _glossary(notes.CACHE_FIELDS)

# The opcode that the compiler wrote, for each specialised one that the interpreter may put there.
BASE = {special: name for name, family in SPECIALIZATIONS.items() for special in family}


@lru_cache(maxsize=4096)
def explain(name: str, base: str, arg: int | None) -> str:
    """Say what an instruction does, whose place it has taken, and what becomes of the stack."""
    form = "" if name == base else f" A specialised {base}." if name in BASE else f" Here: {base}."
    return f"{SENTENCES[name]}{form} {_effect(opcode.opmap[base], arg)}"


def _effect(code: int, arg: int | None) -> str:
    stays, jumps = (opcode.stack_effect(code, arg, jump=jump) for jump in (False, True))
    otherwise = f", {_signed(jumps)} when it jumps" if jumps != stays else ""
    return f"Stack {_signed(stays)}{otherwise}."


def _signed(number: int) -> str:
    """Write a number with its sign, the minus as wide as the plus."""
    return f"{number:+d}".replace("-", "\u2212").replace("+0", "\u00b10")
