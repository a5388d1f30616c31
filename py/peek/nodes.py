"""Build the node trees that panels hand to the page.

A node is a string (text) or a list ``[tag, attrs, *children]``: plain data that goes through JSON
unchanged. The page makes elements of it with ``createElement`` and ``textContent`` and refuses
tags and attributes that it does not know (``site/dom.js`` has the list), so nothing is escaped.
"""

from collections.abc import Mapping

type Attr = str | int | bool
type Node = str | list[Node | dict[str, Attr]]


def h(tag: str, attrs: Mapping[str, Attr] | None = None, /, *children: Node) -> Node:
    """Make the node ``<tag attrs>children</tag>``; attributes that are ``False`` are left out."""
    return [tag, {k: v for k, v in (attrs or {}).items() if v is not False}, *children]
