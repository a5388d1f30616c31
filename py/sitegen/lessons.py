"""A lesson: one Markdown file, parsed and checked by itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath

from markdown_it.token import Token

from sitegen import frontmatter, markdown, task_boxes
from sitegen.errors import Problem, Problems, suggest
from sitegen.examples import Example, Panels, gather
from sitegen.frontmatter import Fields
from sitegen.locking import closure, read_lock
from sitegen.tasks import Task

# Names of lessons (without .md) and of their directories; the number gives the order.
NAME = re.compile(r"\d\d-([a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a lesson's body."""

    id: str
    title: str
    level: int  # 2 and more


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one lesson's file says."""

    file: str  # path from the repository's root, with slashes
    url: str  # from the site's root, ends in a slash
    title: str
    topic: int  # number in the course
    topic_line: int  # where the file says so
    section: str  # such as "1.1.1 CPython — The Reference Interpreter"
    summary: str
    panels: tuple[str, ...]  # the first one opens first
    packages: tuple[str, ...]  # that the page loads at once, dependencies first
    headings: tuple[Heading, ...]
    examples: tuple[Example, ...]
    tasks: tuple[Task, ...]
    tokens: tuple[Token, ...] = field(repr=False)  # the body
    problems: tuple[Problem, ...]  # all but those that need the other lessons


def parse_lesson(file: str, text: str, known_panels: frozenset[str]) -> Lesson:
    """Parse and check one lesson.

    ``file`` is its path from the repository's root: ``lessons/01-runtime/02-bytecode.md``.
    """
    problems = Problems(file)
    head, body = frontmatter.split(text, problems)
    fields = Fields(head, 2, problems)
    panels = _panels(fields, known_panels, problems)
    packages = _packages(fields, problems)
    tokens = markdown.parse(body)
    markdown.check(tokens, body.split("\n"), problems)
    tasks = task_boxes.gather(tokens, panels, markdown.parse, problems)
    examples = gather(tokens, panels, problems)
    title, topic = fields.text("title"), fields.number("topic")
    section, summary = fields.text("section"), fields.text("summary")
    fields.finish()
    return Lesson(
        file=file,
        url=url_of(file),
        title=title,
        topic=topic,
        topic_line=fields.line("topic"),
        section=section,
        summary=summary,
        panels=panels.lesson,
        packages=packages,
        headings=tuple(_headings(tokens)),
        examples=examples,
        tasks=tasks,
        tokens=tuple(tokens),
        problems=tuple(problems.found),
    )


def url_of(file: str) -> str:
    """Return the URL of a lesson's file: ``runtime/bytecode/``."""
    path = PurePosixPath(file)
    names = (NAME.fullmatch(name) for name in (path.parent.name, path.stem))
    return "".join(f"{match[1]}/" for match in names if match)


def _panels(fields: Fields, known: frozenset[str], problems: Problems) -> Panels:
    names = fields.names("panels")
    panels = Panels(known, tuple(name.text for name in names))
    for name in names:
        panels.check([name.text], name.line, problems)
    return panels


def _packages(fields: Fields, problems: Problems) -> tuple[str, ...]:
    lock = read_lock()
    names = fields.optional_names("packages")
    for name in names:
        if name.text not in lock:
            todo = suggest(name.text, lock.keys())
            problems.add(name.line, f"unknown package `{name.text}`", todo)
    return tuple(closure([name.text for name in names if name.text in lock], lock))


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            yield Heading(str(token.attrGet("id")), _plain(inline), int(token.tag[1]))


def _plain(inline: Token) -> str:
    shown = (child for child in inline.children or () if child.type in ("text", "code_inline"))
    return "".join(child.content for child in shown)
