"""The course in the browser: every example runs, every quiz is answered, every exercise is solved."""

import re

import pytest
from playwright.sync_api import expect

import task_page
from peek_page import Peek
from sitegen.course import load_course
from sitegen.examples import Example
from sitegen.lessons import Lesson
from sitegen.paths import LESSONS, PY
from sitegen.tasks import Exercise, Quiz

PANELS = {path.stem for path in PY.glob("peek/panels/*.py")}
COURSE = load_course(LESSONS, PANELS).lessons


@pytest.mark.parametrize("lesson", COURSE, ids=lambda lesson: lesson.url.rstrip("/"))
def test_a_lesson_can_be_worked_through(peek: Peek, lesson: Lesson) -> None:
    peek.open_ready(lesson.url)
    for example in lesson.examples:
        if example.runnable:
            run(peek, example)
    for task in lesson.tasks:
        if isinstance(task, Quiz):
            answer(peek, task)
        else:
            solve(peek, task)
    count = len(lesson.tasks)
    solved = re.compile(rf"{count} of {count} solved|done")  # done: it is read to its end, too
    expect(peek.course.get_by_role("link", name=lesson.title)).to_contain_text(solved)


def run(peek: Peek, example: Example) -> None:
    peek.example(example.title).run()
    peek.ends(what=example.title)
    expect(peek.output, example.title).not_to_contain_text("Nothing printed yet")
    if example.error:
        expect(peek.output, example.title).to_contain_text(example.error)
    else:
        expect(peek.output, example.title).not_to_contain_text("Traceback")


def answer(peek: Peek, quiz: Quiz) -> None:
    here = task_page.quiz(peek, quiz.shown.title)
    here.answer(quiz.answer)
    peek.ends(what=quiz.shown.title)
    expect(here.verdict, quiz.shown.title).to_have_text("Right: that is what it prints.")


def solve(peek: Peek, exercise: Exercise) -> None:
    here = task_page.exercise(peek, exercise.shown.title)
    here.paste(exercise.solution.text)
    here.check()
    peek.ends(what=exercise.shown.title)
    expect(here.solved, exercise.shown.title).to_be_visible()
