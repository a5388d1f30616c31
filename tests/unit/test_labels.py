"""Naming objects without running their code."""

from typing import Any, NoReturn

import pytest

from peek.panels.labels import is_plain, label, quoted, type_name


def refuse(*_: object) -> NoReturn:
    raise AssertionError("code of the program was run")


class Meta(type):
    __hash__ = __eq__ = __repr__ = __getattribute__ = refuse
    __name__ = property(refuse)


class Hostile(metaclass=Meta):
    __repr__ = __str__ = __hash__ = __eq__ = __getattribute__ = __len__ = refuse
    __class__ = property(refuse)


class Many(list[int]):
    __len__ = refuse


def outer() -> Any:
    def inner() -> None: ...

    return inner


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ([1, 2, 3], "list of 3"),
        ({}, "dict of 0"),
        (ValueError("x"), "ValueError"),
        (outer(), "function outer.<locals>.inner"),
        ((n for n in [1]), "generator <genexpr>"),
        (outer, "function outer"),
        (list, "class list"),
        (Many(), "Many"),
    ],
)
def test_a_label_says_what_a_thing_is(thing: object, expected: str) -> None:
    assert label(thing) == expected


def test_a_label_runs_no_code_of_a_class_or_metaclass() -> None:
    assert label(object.__new__(Hostile)) == "Hostile"
    assert label(Hostile) == "class Hostile"
    assert type_name(Hostile) == "Hostile"


def test_a_name_that_is_no_plain_string_is_not_asked_for_its_text() -> None:
    class Name(str):
        __str__ = __repr__ = __format__ = refuse

    kind = type("Old", (), {})
    kind.__name__ = Name("New")
    assert type_name(kind) == "New"


def test_plain_values_are_quoted_and_others_only_named() -> None:
    assert quoted("a") == "'a'"
    assert quoted(1.5) == "1.5"
    assert quoted(object.__new__(Hostile)) == "<Hostile>"
    assert not is_plain(Many())


def test_long_values_are_cut() -> None:
    assert len(quoted("x" * 1000)) <= 32
    assert quoted(10**1000) == "<int>"
