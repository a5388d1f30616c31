"""A figure: ``::: figure "What it shows"``, one ``<svg>``, ``:::``; its lines are not Markdown."""

import re
from html import escape
from xml.parsers import expat

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from sitegen.errors import Problems
from sitegen.fences import unquote
from sitegen.places import line_of

_OPEN = re.compile(r":::\s*figure\b\s*(.*)")
_CLOSE = ":::"
_PAINT = ("none", "currentColor", "context-stroke", "context-fill")
_SHAPE = 'Write ::: figure "What it shows", then <svg viewBox=…> … </svg>, then :::'


def plugin(md: MarkdownIt) -> None:
    """Teach the parser figures: each becomes one token ``figure``, its raw lines the content."""
    md.block.ruler.before(
        "fence", "figure", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def _rule(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    match = _OPEN.fullmatch(_text(state, first))
    if match is None or state.is_code_block(first):
        return False
    if silent:
        return True
    close = next((n for n in range(first + 1, end) if _text(state, n) == _CLOSE), None)
    last = end if close is None else close
    token = state.push("figure", "figure", 0)
    token.info = match[1].strip()
    token.content = state.getLines(first + 1, last, state.sCount[first], True)
    token.map = [first, last]
    token.meta["closed"] = close is not None
    state.line = last if close is None else last + 1
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]].strip()


def check(token: Token, ids: dict[str, int], problems: Problems) -> None:
    """Check a figure's caption and drawing; ``ids`` holds the page's ids with their lines."""
    line = line_of(token)
    if not token.meta["closed"]:
        problems.add(line, "figure is not closed", "Add a line `:::` after its </svg>.")
        return
    try:
        token.meta["caption"] = unquote(token.info) if token.info.startswith('"') else ""
    except ValueError:
        token.meta["caption"] = ""
    if not token.meta["caption"].strip():
        problems.add(line, "svg without text equivalent", _SHAPE)
    token.meta["root"] = _Drawing(line + 1, ids, problems).read(token.content)


class _Drawing:
    """Goes through the elements of one drawing."""

    def __init__(self, first_line: int, ids: dict[str, int], problems: Problems) -> None:
        self._first = first_line
        self._ids = ids
        self._problems = problems
        self._root: dict[str, str] | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._element

    def read(self, svg: str) -> dict[str, str]:
        """Check the drawing and return the attributes of its ``svg``."""
        try:
            self._parser.Parse(svg, True)
        except expat.ExpatError as error:
            what = f"svg cannot be read: {expat.ErrorString(error.code)}"
            self._problems.add(self._first + error.lineno - 1, what, _SHAPE)
        return self._root or {}

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        if self._root is None:
            self._root = attributes
            if tag != "svg" or "viewBox" not in attributes:
                self._add("no <svg viewBox=…> at the top of the figure", _SHAPE)
        if tag in ("style", "script", "foreignObject", "image", "a"):
            self._add(f"<{tag}> in a figure", "Leave it out: colours come from classes.")
        for name, value in attributes.items():
            self._attribute(name, value)

    def _attribute(self, name: str, value: str) -> None:
        paint = name in ("fill", "stroke", "color") and value not in _PAINT
        if name == "style" or name.startswith("on") or (paint and not value.startswith("url(#")):
            todo = "Use a class: fig-box, fig-arrow, fig-label, fig-accent."
            self._add(f'{name}="{value}" in a figure', todo)
        if name == "id":
            self._id(value)

    def _id(self, value: str) -> None:
        if value in self._ids:
            what = f"the id `{value}` is also on line {self._ids[value]}"
            self._add(what, "Give it a name of its own in the lesson.")
        self._ids.setdefault(value, self._line)

    @property
    def _line(self) -> int:
        return self._first + self._parser.CurrentLineNumber - 1

    def _add(self, what: str, todo: str) -> None:
        self._problems.add(self._line, what, todo)


def html(token: Token, number: int) -> str:
    """Return the HTML of a checked figure, the ``number``-th of its page."""
    caption_id = f"figure-{number}"
    own: dict[str, str] = token.meta["root"]
    added = "" if "role" in own else ' role="img"'
    if "aria-label" not in own:
        added += f' aria-labelledby="{caption_id}"'
    svg = token.content.strip().replace("<svg", f"<svg{added}", 1)
    caption = f'<figcaption id="{caption_id}">{escape(token.meta["caption"])}</figcaption>'
    return f'<figure class="figure">{svg}{caption}</figure>\n'
