"""The passages of the lessons: what the search finds, one for each heading and each example."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypedDict

from markdown_it.token import Token

from sitegen.examples import Example
from sitegen.lessons import Lesson


class Passage(TypedDict):
    """A place in a lesson, and what is written there."""

    url: str  # from the site's root, with the heading or the example as its fragment
    lesson: str  # title of the lesson
    title: str  # of the heading or the example; the lesson's at its top
    prose: str
    code: str


def passages(lessons: Iterable[Lesson]) -> list[Passage]:
    """Return all passages in reading order."""
    return [passage for lesson in lessons for passage in _of_lesson(lesson)]


def _of_lesson(lesson: Lesson) -> Iterator[Passage]:
    titles = {heading.id: heading.title for heading in lesson.headings}
    for anchor, tokens in _parts(lesson.tokens):
        yield Passage(
            url=f"{lesson.url}#{anchor}" if anchor else lesson.url,
            lesson=lesson.title,
            title=titles[anchor] if anchor else lesson.title,
            prose=" ".join(_texts(tokens) if anchor else [lesson.summary, *_texts(tokens)]),
            code="".join(token.content for token in tokens if token.type == "fence"),
        )
    yield from (_of_example(lesson, example) for example in lesson.examples)


def _of_example(lesson: Lesson, example: Example) -> Passage:
    return Passage(
        url=f"{lesson.url}#{example.id}",
        lesson=lesson.title,
        title=example.title,
        prose="",
        code=example.source,
    )


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[str, Sequence[Token]]]:
    """Cut a lesson at its headings: (id of the heading, tokens up to the next one)."""
    cuts = [place for place, token in enumerate(tokens) if token.type == "heading_open"]
    yield "", tokens[: cuts[0] if cuts else None]
    for place, following in pairwise([*cuts, len(tokens)]):
        # Past the heading's own three tokens: its text is the title.
        yield str(tokens[place].attrGet("id")), tokens[place + 3 : following]


def _texts(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the text of each paragraph, cell and list item."""
    for token in tokens:
        if token.type == "inline":
            yield "".join(
                " " if child.type == "softbreak" else child.content
                for child in token.children or ()
            )
