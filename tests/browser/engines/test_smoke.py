"""What a reader does first, in every engine."""

from lesson_page import LessonPage
from variants import Variant

RECURSION = """\
import json
class Loop:
    def __repr__(self):
        return repr(self)
def key(_):
    return sorted([1, 2], key=key)
def deep(n):
    global depth
    depth = n
    deep(n + 1)
for recurse in [
    lambda: repr(Loop()),
    lambda: json.loads("[" * 100_000),
    lambda: key(0),
    lambda: deep(1),
]:
    try:
        recurse()
    except RecursionError:
        print("caught")
print("deep enough" if depth > 950 else depth)"""


def test_runs_what_is_typed(lesson: LessonPage) -> None:
    lesson.write("")
    lesson.page.keys("for n in range(3):\nprint(n, 'typed')")
    lesson.page.chord("Control", "Enter")
    lesson.shows("2 typed")
    lesson.becomes("finished")


def test_stop_ends_a_busy_loop(lesson: LessonPage, variant: Variant) -> None:
    lesson.run("print('going')\nwhile True:\n    pass")
    lesson.shows("going")
    lesson.stop()
    lesson.says("Stopped")
    # Where memory is shared, the program is interrupted and says where it was.
    assert ("KeyboardInterrupt" in lesson.output) == variant.shares
    lesson.run("print('and on')")
    lesson.shows("and on")


def test_the_next_run_works_after_a_crash(lesson: LessonPage) -> None:
    lesson.run("import os\nos._exit(3)")
    lesson.becomes("crashed")
    assert "os._exit(3)" in lesson.note
    lesson.run("print('and on')")
    lesson.shows("and on")


def test_input_is_answered(lesson: LessonPage) -> None:
    lesson.run("a = input('first? ')\nb = input('second? ')\nprint(b, a)")
    for line in ("Ada", "Grace"):
        lesson.becomes("waiting")
        lesson.answer(line)
        lesson.shows(line)
    lesson.shows("Grace Ada")


def test_a_traceback_names_the_line(lesson: LessonPage) -> None:
    lesson.run("print('before')\n1 / 0")
    lesson.shows("ZeroDivisionError: division by zero")
    assert 'File "main.py", line 2, in <module>' in lesson.output


def test_recursion_ends_in_an_error_and_not_in_a_crash(lesson: LessonPage) -> None:
    lesson.run(RECURSION)
    lesson.shows("caught\ncaught\ncaught\ncaught\ndeep enough")
    lesson.becomes("finished")


def test_top_level_await(lesson: LessonPage) -> None:
    lesson.run("import asyncio\nprint(await asyncio.sleep(0.1, 'slept'))")
    lesson.shows("slept")


def test_imports_what_the_snapshot_does_not_hold(lesson: LessonPage) -> None:
    lesson.run("import colorsys\nprint(colorsys.hsv_to_rgb(0, 0, 1))")
    lesson.shows("(1, 1, 1)")
