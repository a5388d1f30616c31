"""Nodes are plain lists."""

import json

from peek.nodes import h


def test_a_node_is_a_list_of_tag_attributes_and_children() -> None:
    node = h("p", {"class": "a", "open": True, "colspan": 2}, "text", h("b", {}, "c"))
    assert node == ["p", {"class": "a", "open": True, "colspan": 2}, "text", ["b", {}, "c"]]
    assert json.loads(json.dumps(node)) == node


def test_attributes_are_optional() -> None:
    assert h("br") == h("br", None) == h("br", {}) == ["br", {}]


def test_only_false_leaves_an_attribute_out() -> None:
    attrs: dict[str, str | int | bool] = {"open": False, "value": 0, "class": "", "hidden": True}
    assert h("p", attrs) == ["p", {"value": 0, "class": "", "hidden": True}]
    assert attrs == {"open": False, "value": 0, "class": "", "hidden": True}


def test_text_is_not_escaped() -> None:
    assert h("p", {"title": '"<'}, "<b>&amp;") == ["p", {"title": '"<'}, "<b>&amp;"]


def test_any_attribute_name_is_free() -> None:
    assert h("p", {"tag": "x", "attrs": "y"}) == ["p", {"tag": "x", "attrs": "y"}]
