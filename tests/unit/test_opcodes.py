"""Every opcode that the running interpreter can show is explained, and no other."""

import _opcode_metadata  # type: ignore[import-not-found]
import dis
import opcode
import re
from collections import Counter

import pytest

from peek.panels import opcode_notes
from peek.panels.codeflags import NOTES, flag_names, flag_note
from peek.panels.internals import CACHE_FORMAT, SPECIALIZATIONS
from peek.panels.opcodes import BASE, CACHE_FIELDS, SENTENCES, explain

SPECIALISED = set(_opcode_metadata._specialized_opmap)
ALL = set(dis.opmap) | SPECIALISED


def differences(expected: set[str], given: set[str]) -> dict[str, list[str]]:
    return {"missing": sorted(expected - given), "stale": sorted(given - expected)}


NONE: dict[str, list[str]] = {"missing": [], "stale": []}


def names(text: str) -> set[str]:
    return set(re.findall(r"^\S+", text, re.MULTILINE)) - {""}


def test_every_opcode_has_a_sentence() -> None:
    assert differences(ALL, set(SENTENCES)) == NONE


def test_each_stands_among_its_kind() -> None:
    instrumented = {name for name in dis.opmap if name.startswith("INSTRUMENTED_")}
    pseudo = {name for name, code in dis.opmap.items() if code > 255}
    kinds = {
        "SPECIALISED": (SPECIALISED, opcode_notes.SPECIALISED),
        "INSTRUMENTED": (instrumented, opcode_notes.INSTRUMENTED),
        "PSEUDO": (pseudo, opcode_notes.PSEUDO),
        "STANDARD": (set(dis.opmap) - instrumented - pseudo, opcode_notes.STANDARD),
    }
    found = {kind: differences(expected, names(text)) for kind, (expected, text) in kinds.items()}
    assert found == dict.fromkeys(kinds, NONE)


def test_sentences_are_sorted_and_none_is_written_twice() -> None:
    texts = (
        opcode_notes.STANDARD,
        opcode_notes.SPECIALISED,
        opcode_notes.INSTRUMENTED,
        opcode_notes.PSEUDO,
        opcode_notes.CACHE_FIELDS,
    )
    for text in texts:
        written = re.findall(r"^\S+", text, re.MULTILINE)
        assert written == sorted(set(written))


def test_each_sentence_is_its_own() -> None:
    repeated = {text: n for text, n in Counter(SENTENCES.values()).items() if n > 1}
    assert repeated == {}


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_sentence_is_one_whole_sentence(name: str) -> None:
    sentence = SENTENCES[name]
    assert re.fullmatch(r"[A-Z][a-z]+s[,:]? \S.*\.", sentence), f"no verb at first: {sentence}"
    assert not re.search(r"[.!?] [A-Z]", sentence), f"more than one sentence: {sentence}"
    assert 12 <= len(sentence) <= 200, f"{len(sentence)} characters: {sentence}"
    assert not re.search(rf"\b{name}\b", sentence), f"explains itself by itself: {sentence}"


def test_specialised_opcodes_name_what_they_replace() -> None:
    assert set(BASE) == SPECIALISED
    for name, family in SPECIALIZATIONS.items():
        for special in family:
            assert f" A specialised {name}." in explain(special, name, 1)


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_stack_effect_is_that_of_dis(name: str) -> None:
    code = dis.opmap[BASE.get(name, name)]
    for arg in (None, 0, 1, 2, 7):
        effects = [dis.stack_effect(code, arg, jump=jump) for jump in (False, True)]
        stated = (
            explain(name, BASE.get(name, name), arg)
            .rsplit("Stack ", 1)[1]
            .replace("\u2212", "-")
            .replace("±", "")
        )
        assert sorted(set(effects)) == sorted(map(int, re.findall(r"[-+]?\d+", stated))), stated


def test_every_cache_field_is_explained() -> None:
    fields = {field for fields in CACHE_FORMAT.values() for field in fields}
    assert differences(fields, set(CACHE_FIELDS)) == NONE


def test_every_flag_is_explained() -> None:
    assert differences(set(dis.COMPILER_FLAG_NAMES.values()), set(NOTES)) == NONE


def test_flags_are_named_as_dis_does() -> None:
    flags = sum(dis.COMPILER_FLAG_NAMES)
    assert flag_names(flags) == dis.pretty_flags(flags).split(", ")
    assert flag_names(0x1000_0000 | 1) == ["OPTIMIZED", "0x10000000"]


def test_future_imports_are_named() -> None:
    code = compile("from __future__ import annotations\n", "main.py", "exec")
    assert "FUTURE_ANNOTATIONS" in flag_names(code.co_flags)
    assert "annotations" in flag_note("FUTURE_ANNOTATIONS")


def test_opcode_numbers_all_fit_the_tables() -> None:
    assert {opcode.opname[code] for code in range(256)} >= SPECIALISED
