"""Naming references without running code of the objects."""

import gc
from dataclasses import dataclass
from typing import Any, NoReturn

import pytest

from peek.panels.references import Naming, attribute_names


def refuse(*_: object) -> NoReturn:
    raise AssertionError("code of the program was run")


class Node:
    def __init__(self, other: object = None) -> None:
        self.other = other


class Slotted:
    __slots__ = ("empty", "other")
    other: object


class Bag(dict[str, object]):
    items = keys = __iter__ = refuse


def names(owner: object, target: object, *hints: str) -> list[str]:
    return [name for _, name in Naming(hints).edges(owner, [id(target)])]


def closure(value: object) -> Any:
    return lambda: value


def generator(value: object) -> Any:
    kept = value
    yield
    yield kept


def failed() -> Exception:
    try:
        raise ValueError
    except ValueError as error:
        return error


TARGET = ["target"]
SLOTTED = Slotted()
SLOTTED.other = TARGET
FUNCTION = closure(TARGET)
GENERATOR = generator(TARGET)
next(GENERATOR)


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        (Node(TARGET), ".other"),
        (SLOTTED, ".other"),
        ([0, TARGET], "[1]"),
        ((TARGET,), "[0]"),
        ({"a": TARGET}, "['a']"),
        (Bag(a=TARGET), "['a']"),
        (FUNCTION.__closure__[0], ".cell_contents"),
        (GENERATOR, "variable kept"),
    ],
)
def test_a_reference_is_named_as_the_source_would_write_it(owner: object, expected: str) -> None:
    assert expected in names(owner, TARGET)


def test_references_of_built_in_objects() -> None:
    error = failed()
    assert names(FUNCTION, FUNCTION.__closure__) == [".__closure__"]
    assert names(error, error.__traceback__) == [".__traceback__"]
    assert names(Node, Node.__mro__) == [".__mro__"]
    assert names(Node(), Node) == [".__class__"]


def test_an_attribute_set_from_outside_is_found_by_a_hint() -> None:
    node = Node()
    node.me = node  # type: ignore[attr-defined]
    assert names(node, node, "me") == [".me"]
    assert names(node, node) == [""]  # a reference there is, whatever its name


def test_naming_gives_no_instance_a_dictionary() -> None:
    node = Node(TARGET)
    names(node, TARGET, "other", "further")
    assert not any(type(referent) is dict for referent in gc.get_referents(node))


def test_an_instance_with_so_many_attributes_that_it_has_a_dictionary() -> None:
    node = Node()
    for n in range(100):
        setattr(node, f"attribute{n}", n)
    vars(node)["odd"] = TARGET
    assert names(node, vars(node)) == [".__dict__"]
    assert names(vars(node), TARGET) == ["['odd']"]
    assert ".odd" in dict(Naming([]).references(node))


def test_several_references_to_one_object_all_count() -> None:
    assert names([TARGET, TARGET], TARGET) == ["[0]", "[1]"]


def test_getters_are_never_asked() -> None:
    class Getter:
        def __get__(self, instance: object, owner: object) -> object:
            return refuse()

    class Hostile:
        prop = property(refuse)
        other = Getter()
        __getattr__ = __getattribute__ = __eq__ = __hash__ = refuse

    hostile = object.__new__(Hostile)
    object.__setattr__(hostile, "kept", TARGET)
    assert names(hostile, TARGET, "prop", "other", "kept", "missing") == [".kept"]


def test_a_dataclass_is_named_by_its_fields() -> None:
    @dataclass
    class Point:
        place: object

    hints = attribute_names("class Point:\n    place: object")
    assert names(Point(TARGET), TARGET, *hints) == [".place"]


def test_the_attributes_that_a_program_sets() -> None:
    source = "a.x = b.y\nfor a.z in w: pass\nsetattr(a, 'late', 1)\nprint('text', a.read)"
    assert set(attribute_names(source)) == {"x", "z", "late"}


def test_a_program_with_a_syntax_error_sets_nothing() -> None:
    assert attribute_names("a.x = ") == []
