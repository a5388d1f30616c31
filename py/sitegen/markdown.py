"""Parse a lesson's Markdown, check its structure, and render it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.container import container_plugin

from sitegen import figures, highlight
from sitegen.errors import Problems, suggest
from sitegen.examples import Example
from sitegen.places import inlines, line_of
from sitegen.tasks import KINDS, Task, kind_of

# Class of a box -> its title.
BOXES = {"fastapi": "In FastAPI", "often-said": "Often said", "further": "Going further"}

ShowExample = Callable[[Example], str]
ShowTask = Callable[[Task], str]
ShowLink = Callable[[str], dict[str, str]]  # what a lesson links to -> attributes of the <a>


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Make the one parser: CommonMark with tables, boxes and figures."""
    md = MarkdownIt("commonmark").enable("table")
    anchors_plugin(md, min_level=2, max_level=6)
    figures.plugin(md)  # before the boxes, which take every other name
    container_plugin(md, "box", validate=_is_box, render=_box)
    for rule in (_example, _task, _fence, _figure, _link_open, _th_open, _table_open, _table_close):
        md.add_render_rule(rule.__name__.removeprefix("_"), rule)
    return md


def parse(body: str) -> list[Token]:
    """Parse Markdown; line numbers in the tokens count from 0 at the top of ``body``."""
    return parser().parse(body)


def render(
    tokens: Sequence[Token],
    show_example: ShowExample,
    show_link: ShowLink,
    show_task: ShowTask = str,
) -> Markup:
    """Return the HTML of checked tokens, which it leaves as they are."""
    env = {"example": show_example, "link": show_link, "task": show_task, "figures": 0}
    md = parser()
    return Markup(md.renderer.render(tokens, md.options, env))  # noqa: S704


def check(tokens: Sequence[Token], lines: Sequence[str], problems: Problems) -> None:
    """Report what is wrong with a lesson's structure.

    The tokens are as parsed (examples not yet gathered); the lines are those of the file.
    """
    _check_html(tokens, problems)
    _check_headings(tokens, problems)
    _check_boxes(tokens, lines, problems)
    _check_fences(tokens, lines, problems)
    ids = {id_: line_of(token) for token in tokens if (id_ := str(token.attrGet("id") or ""))}
    for token in tokens:
        if token.type == "figure":
            figures.check(token, ids, problems)


def _check_html(tokens: Sequence[Token], problems: Problems) -> None:
    blocks = [(line_of(token), token) for token in tokens if token.type == "html_block"]
    pieces = [(line, token) for line, token in inlines(tokens) if token.type == "html_inline"]
    first = dict(reversed([*blocks, *pieces]))
    for line, token in first.items():
        what = f"raw HTML: {token.content.strip().splitlines()[0]}"
        problems.add(line, what, 'Use Markdown; <svg> goes between ::: figure "…" and :::')


def _check_headings(tokens: Sequence[Token], problems: Problems) -> None:
    above = 1
    for token in tokens:
        if token.type != "heading_open":
            continue
        level = int(token.tag[1])
        if level == 1:
            todo = "The lesson's title is its only top heading: begin with ##."
            problems.add(line_of(token), "heading of level 1", todo)
        elif level > above + 1:
            what = f"heading of level {level} below one of level {above}"
            problems.add(line_of(token), what, f"Use {'#' * (above + 1)}.")
        above = max(level, 1)


def _check_boxes(tokens: Sequence[Token], lines: Sequence[str], problems: Problems) -> None:
    open_boxes: list[Token] = []
    for token in tokens:
        if token.type == "container_box_close":
            open_boxes.pop()
        elif token.type == "container_box_open":
            _check_box(token, lines, [*open_boxes], problems)
            open_boxes.append(token)


def _check_box(
    token: Token, lines: Sequence[str], around: Sequence[Token], problems: Problems
) -> None:
    name = token.info.strip()
    if not name:
        problems.add(
            line_of(token), "`:::` closes nothing", f"Open with `::: {next(iter(BOXES))}`."
        )
    elif name not in BOXES and not kind_of(token):
        what = f"unknown box `{name}`"
        problems.add(line_of(token), what, suggest(name, {*BOXES, *KINDS, "figure"}))
    elif kind_of(token) and around:
        problems.add(line_of(token), f"{kind_of(token)} within a box", "Take it out of there.")
    elif not _box_closed(token, lines, around):
        which = "".join(
            f" (or the `::: {box.info.strip()}` around it, line {line_of(box)})" for box in around
        )
        problems.add(line_of(token), f"`::: {name}`{which} is not closed", "Add a line `:::`.")


def _box_closed(token: Token, lines: Sequence[str], around: Sequence[Token]) -> bool:
    """Tell whether the box ends at a line of markers that is not that of a box around it."""
    end = token.map[1] if token.map else 0
    taken = [box.map[1] for box in around if box.map]
    return end < len(lines) and _is_line_of(":", lines[end]) and end not in taken


def _check_fences(tokens: Sequence[Token], lines: Sequence[str], problems: Problems) -> None:
    for token in tokens:
        if token.type != "fence" or token.map is None:
            continue
        first, end = token.map
        if end - first < 2 or not _is_line_of(token.markup[0], lines[end - 1]):
            problems.add(line_of(token), "fence is not closed", f"Add a line `{token.markup}`.")


def _is_line_of(marker: str, line: str) -> bool:
    return len(line.strip()) >= 3 and set(line.strip()) == {marker}


def _is_box(_words: str, _markup: str) -> bool:
    return True  # ``check`` reports unknown names


def _box(_self: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Any) -> str:
    if tokens[place].nesting < 0:
        return "</aside>\n"
    name = tokens[place].info.strip()
    title = BOXES[name]
    # A note, not the landmark that an aside is by itself: a lesson may have several.
    aside = f'<aside class="box box-{name}" role="note" aria-label="{title}">'
    return f'{aside}\n<p class="box-title">{title}</p>\n'


def _example(_self: Any, tokens: Sequence[Token], place: int, _options: Any, env: Any) -> str:
    return str(env["example"](tokens[place].meta["example"]))


def _task(_self: Any, tokens: Sequence[Token], place: int, _options: Any, env: Any) -> str:
    return str(env["task"](tokens[place].meta["task"]))


def _figure(_self: Any, tokens: Sequence[Token], place: int, _options: Any, env: Any) -> str:
    env["figures"] += 1
    return figures.html(tokens[place], env["figures"])


def _fence(_self: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Any) -> str:
    language = tokens[place].info.strip()
    code = highlight.code(tokens[place].content, language)
    return f'<pre class="code" tabindex="0"><code class="{escape(language)}">{code}</code></pre>\n'


def _link_open(_self: Any, tokens: Sequence[Token], place: int, _options: Any, env: Any) -> str:
    attributes = env["link"](str(tokens[place].attrGet("href")))
    title = tokens[place].attrGet("title")
    shown = attributes | ({"title": str(title)} if title else {})
    return "<a" + "".join(f' {name}="{escape(value)}"' for name, value in shown.items()) + ">"


def _table_open(*_args: Any) -> str:
    return '<div class="table"><table>\n'


def _table_close(*_args: Any) -> str:
    return "</table></div>\n"


def _th_open(self: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    tokens[place].attrSet("scope", "col")
    return str(self.renderToken(tokens, place, options, env))
