"""The course in the browser: every example of every lesson runs to the end that its lesson means."""

from functools import cache

import pytest
from playwright.sync_api import expect

from peek_page import FINISHED, Peek
from sitegen.course import load_course
from sitegen.lessons import Lesson
from sitegen.paths import LESSONS


@cache
def lessons() -> dict[str, Lesson]:
    """Read the lessons; which panels there are is not of interest here."""
    panels = {path.stem for path in LESSONS.parent.glob("py/peek/panels/*.py")}
    return {lesson.url: lesson for lesson in load_course(LESSONS, panels).lessons}


@pytest.mark.parametrize("url", lessons())
def test_every_example_runs(peek: Peek, url: str) -> None:
    peek.open_ready(url)
    for meant in lessons()[url].examples:
        if not meant.runnable:
            continue
        peek.example(meant.title).run()
        expect(peek.output, meant.title).not_to_contain_text("Nothing printed yet")
        expect(peek.status, meant.title).to_have_text(FINISHED)
        if meant.error:
            expect(peek.output).to_contain_text(meant.error)
        else:
            expect(peek.output, meant.title).not_to_contain_text("Traceback")
