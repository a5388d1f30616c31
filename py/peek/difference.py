"""Show two versions of a program line by line: what one has, what the other has, what both have."""

import difflib
from collections.abc import Iterator

from peek.nodes import Node, h
from peek.protocol import CompareParams, CompareResult

MINUS = "\N{MINUS SIGN}"
SIGNS = {"  ": "both", "- ": "yours", "+ ": "theirs"}  # of difflib -> class of the line


def compare(params: CompareParams) -> CompareResult:
    """Compare what the reader wrote with another program."""
    yours, theirs = params["yours"].splitlines(), params["theirs"].splitlines()
    lines = list(changed_lines(yours, theirs))
    return {
        "view": h("div", {"class": "diff"}, *(show(kind, text) for kind, text in lines)),
        "equal": all(kind == "both" for kind, _ in lines),
    }


def changed_lines(yours: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    """Yield ``(kind, line)``, without difflib's own lines about where in a line they differ."""
    for line in difflib.ndiff(yours, theirs):
        kind = SIGNS.get(line[:2])
        if kind:
            yield kind, line[2:]


def show(kind: str, text: str) -> Node:
    sign = {"both": " ", "yours": MINUS, "theirs": "+"}[kind]
    return h("div", {"class": f"diff-{kind}"}, h("span", {"class": "diff-sign"}, f"{sign} "), text)
