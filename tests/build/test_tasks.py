"""Exercises and quizzes: what a lesson says of them, and every mistake with its file and line."""

import pytest

from sitegen.attempts import attempts, judge_all
from sitegen.course import Course, Section, check
from sitegen.errors import Problem
from sitegen.lessons import Lesson, parse_lesson
from sitegen.pages import Shell, environment, render_lesson
from sitegen.paths import SITE
from sitegen.programs import Checked, Verdict
from sitegen.tasks import Exercise, Quiz

HEAD = """\
---
title: A
topic: 1
section: s
summary: s
panels: [bytecode]
---
"""
NAMES = ("main.js", "style.css", "inter.woff2", "mono.woff2", "favicon.svg")
SHELL = Shell(panels=[], assets={name: name for name in NAMES}, manifest={}, csp="")
FILE = "lessons/01-runtime/01-a.md"
FIRST = HEAD.count("\n") + 1
EXERCISE = """\
::: exercise "Add one"
Let `x` be **two**.

```python starter
x = 1
```

```python check
assert ns["x"] == 2, "no"
```

```python solution
x = 2
```

```hint
One and one, see [the end](#the-end).
```

```hint
Use `+`.
```
:::

## The end
"""
QUIZ = """\
::: quiz "A sum"
What is *it*?

```python program
print(1 + 1)
```

```output
2
```

It is *two*.
:::
"""


def lesson(body: str) -> Lesson:
    return parse_lesson(FILE, HEAD + body, frozenset({"bytecode", "collector"}))


def course(body: str) -> Course:
    return Course((Section("1", "s", "i", (lesson(body),), ()),))


def problems(body: str) -> list[tuple[int, str]]:
    """Return line, counted in the body, and words of each problem."""
    return [(found.line - FIRST + 1, found.what) for found in check(course(body))]


def exercise(body: str = EXERCISE) -> Exercise:
    found = lesson(body)
    assert found.problems == ()
    (task,) = found.tasks
    assert isinstance(task, Exercise)
    return task


def quiz() -> Quiz:
    (task,) = lesson(QUIZ).tasks
    assert isinstance(task, Quiz)
    return task


# What a lesson says


def test_an_exercise() -> None:
    task = exercise()
    assert (task.starter.title, task.starter.source) == ("Add one", "x = 1\n")
    assert (task.starter.id, task.starter.line) == ("exercise-add-one", FIRST + 3)
    assert (task.check.text, task.check.line) == ('assert ns["x"] == 2, "no"\n', FIRST + 7)
    assert (task.solution.text, task.solution.line) == ("x = 2\n", FIRST + 11)
    assert task.starter.panels == ("bytecode",)
    assert len(task.hints) == 2


def test_a_quiz_is_proven_as_an_example_is() -> None:
    program = quiz().program
    assert (program.source, program.line) == ("print(1 + 1)\n", FIRST + 3)
    assert program.output is not None
    assert (program.output.text, program.output.line) == ("2\n", FIRST + 8)
    assert quiz().answer == "2\n"


def test_panels_and_input_of_a_task() -> None:
    words = '"Add one" panels=collector stdin="a\\nb"'
    task = exercise(EXERCISE.replace('"Add one"', words))
    assert (task.starter.panels, task.starter.stdin) == (("collector",), "a\nb")


def test_tasks_are_no_examples_and_their_text_is_no_heading() -> None:
    found = lesson(EXERCISE + QUIZ + '```python example "E"\nx = 1\n```\n')
    assert [example.title for example in found.examples] == ["E"]
    assert [heading.id for heading in found.headings] == ["the-end"]


def test_equal_titles_get_ids_of_their_own() -> None:
    body = '## Exercise add one\n\n```python example "Exercise add one"\nx = 1\n```\n\n' + EXERCISE
    found = lesson(body)
    assert found.problems == ()
    ids = [
        *(h.id for h in found.headings),
        *(e.id for e in found.examples),
        found.tasks[0].shown.id,
    ]
    assert len(set(ids)) == len(ids)


def test_lessons_can_link_to_a_task() -> None:
    assert problems(EXERCISE + "[It](#exercise-add-one)\n") == []


# Mistakes

CASES = {
    "no title": ('::: exercise "Add one"', "::: exercise", [(1, "exercise without a title")]),
    "unknown word": ('"Add one"', '"Add one" hard', [(1, "unknown word `hard` in the fence")]),
    "useless word": ('"Add one"', '"Add one" static', [(1, "the word `static` means nothing for a task")]),
    "unknown panel": ('"Add one"', '"Add one" panels=x', [(1, "unknown panel `x`")]),
    "no text": ("Let `x` be **two**.", "", [(1, "exercise without a text")]),
    "no starter": (
        "```python starter\nx = 1\n```",
        "",
        [(1, "exercise without a ```python starter")],
    ),
    "no check": (
        '```python check\nassert ns["x"] == 2, "no"\n```',
        "",
        [(1, "exercise without a ```python check")],
    ),
    "no solution": (
        "```python solution\nx = 2\n```",
        "",
        [(1, "exercise without a ```python solution")],
    ),
    "no hint": ("```hint", "```text", [(1, "exercise without a ```hint")]),
    "unknown fence": ("python solution", "python answer", [
        (12, "fence “python answer” in an exercise"),
        (1, "exercise without a ```python solution"),
    ]),
    "second check": (
        "python solution",
        "python check",
        [(1, "exercise without a ```python solution"), (12, "a second ```python check in one exercise"),
         (12, "check that asserts nothing")],
    ),
    "empty fence": ("x = 2\n", "", [(12, "empty fence")]),
    "bare assert": (', "no"', "", [(9, "assert without a message")]),
    "assert in a comma": (
        '== 2, "no"',
        "in (1, 2) and max([1, 2])",
        [(9, "assert without a message")],
    ),
    "no assert": ('assert ns["x"] == 2, "no"', "print(1)", [(8, "check that asserts nothing")]),
    "text after": (":::\n\n##", "Good luck.\n:::\n\n##", [(23, "text after the fences of an exercise, which nobody would see")]),
    "not closed": ("```\n:::\n", "```\n", [(1, "`::: exercise \"Add one\"` is not closed")]),
    "broken link": ("#the-end", "#no-end", [(17, "link to a missing place: #no-end in 01-a.md")]),
    "raw html": ("Let `x`", "<b>Let</b> `x`", [(2, "raw HTML: <b>")]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_a_mistake_in_an_exercise(old: str, new: str, expected: list[tuple[int, str]]) -> None:
    assert old in EXERCISE
    found = problems(EXERCISE.replace(old, new))
    assert set(expected) <= set(found), found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("```output\n2\n```", "", [(1, "quiz without a ```output")]),
        ("It is *two*.\n", "", [(1, "quiz without an explanation")]),
        ("What is *it*?", "", [(1, "quiz without a text")]),
        ("python program", "python example", [(4, "fence “python example” in a quiz")]),
        ("::: quiz", "::: quizz", [(1, 'unknown box `quizz "A sum"`')]),
    ],
)
def test_a_mistake_in_a_quiz(old: str, new: str, expected: list[tuple[int, str]]) -> None:
    assert old in QUIZ
    found = problems(QUIZ.replace(old, new))
    assert set(expected) <= set(found), found


def test_tasks_with_the_same_title() -> None:
    second = EXERCISE.partition("## ")[0]
    what = "the title “Add one” is also that of the exercise on line 8"
    assert problems(EXERCISE + second) == [(EXERCISE.count("\n") + 1, what)]


def test_a_task_within_a_box() -> None:
    body = ":::: fastapi\n" + QUIZ + "::::\n"
    assert (2, "quiz within a box") in problems(body)


# What the page gets


def page(body: str) -> str:
    made = course(body)
    return render_lesson(made.lessons[0], made, SHELL, environment(SITE / "templates"))


def test_an_exercise_on_the_page() -> None:
    html = page(EXERCISE)
    assert 'aria-label="Exercise: Add one" id="exercise-add-one"' in html
    assert "<p>Let <code>x</code> be <strong>two</strong>.</p>" in html
    assert '{"check": "assert ns[\\"x\\"] == 2, \\"no\\"\\n", "solution": "x = 2"}' in html
    assert '<li hidden><p>One and one, see <a href="#the-end">the end</a>.</p>' in html


def test_texts_cannot_end_the_script_that_holds_them() -> None:
    html = page(EXERCISE.replace('"no"', '"</script>"'))
    assert html.count("</script>") == page(EXERCISE).count("</script>")


def test_a_quiz_on_the_page() -> None:
    html = page(QUIZ)
    assert 'aria-label="Quiz: A sum" id="quiz-a-sum"' in html
    assert '<script type="application/json" class="quiz-answer">"2"</script>' in html
    assert "<p>It is <em>two</em>.</p>" in html


# What the interpreter says of exercises


def judged(starter: Verdict, solution: Verdict) -> list[Problem]:
    task = exercise()
    first, second = (asked["id"] for asked in attempts([task], {}))
    checked: list[Checked] = [
        {"id": first, "verdict": starter},
        {"id": second, "verdict": solution},
    ]
    return judge_all([task], checked)


FAILED: Verdict = {"outcome": "failed", "message": "no", "line": 1}
PASSED: Verdict = {"outcome": "passed", "message": ""}


def test_starter_and_solution_are_run_with_the_check() -> None:
    asked = attempts([exercise()], {})
    assert [each["source"] for each in asked] == ["x = 1\n", "x = 2\n"]
    assert {each["check"] for each in asked} == {exercise().check.text}
    assert len({each["id"] for each in asked}) == 2


def test_a_starter_fails_and_a_solution_passes() -> None:
    assert judged(FAILED, PASSED) == []
    assert judged({"outcome": "raised", "message": "ends with NameError"}, PASSED) == []


@pytest.mark.parametrize(
    ("starter", "solution", "line", "what"),
    [
        (PASSED, PASSED, 4, "the starter of “Add one” passes its check already"),
        (
            {"outcome": "stuck", "message": "TypeError", "line": 1},
            PASSED,
            9,
            "the check of “Add one” does not cope with the starter: TypeError",
        ),
        (
            {"outcome": "failed", "message": " ", "line": 1},
            PASSED,
            9,
            "the check of “Add one” says nothing about the starter",
        ),
        (FAILED, FAILED, 9, "the solution of “Add one” does not pass: no"),
        (
            FAILED,
            {"outcome": "raised", "message": "ends early"},
            12,
            "the solution of “Add one” does not pass: ends early",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    starter: Verdict, solution: Verdict, line: int, what: str
) -> None:
    (found,) = judged(starter, solution)
    assert (found.file, found.line - FIRST + 1, found.what) == (FILE, line, what)
    assert found.todo
