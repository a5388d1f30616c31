"""Checks: what they say about a program, and that no program talks its way past one."""

import ast
import gc
import sys
import time
from collections.abc import Callable, Iterator
from textwrap import dedent

import pytest

from peek import checks, imports, runner, vault
from peek.host import HOST
from peek.protocol import Verdict
from sitegen.course import load_course
from sitegen.paths import LESSONS
from sitegen.tasks import Exercise
from tricks import TRICKS, lies

type Check = Callable[[str, str], Verdict]

COURSE = load_course(LESSONS, ["bytecode", "collector"])


def alone(exercise: Exercise) -> bool:
    """Whether it imports no package: here are none (the tests in the browser solve the others)."""
    return not imports.needs({"source": exercise.solution.text, "files": {}})["packages"]


LISTS = [
    [
        pytest.param(task, id=f"{lesson.topic}-{task.shown.id}")
        for task in lesson.tasks
        if isinstance(task, Exercise) and alone(task)
    ]
    for lesson in COURSE.lessons
]
EXERCISES = [each for exercises in LISTS for each in exercises]
FIRST = [each for exercises in LISTS for each in exercises[:1]]  # one of each lesson


@pytest.fixture
def check(interpreter: None) -> Iterator[Check]:
    """Give the function that runs a program and then a check."""
    from pyodide.ffi import run_sync

    before = set(sys.modules)

    def check(source: str, text: str) -> Verdict:
        forget_modules(before)
        source = dedent(source)
        run_sync(
            runner.run(
                {
                    "source": source,
                    "filename": "main.py",
                    "files": {},
                    "panels": [],
                    "options": {},
                    "stdin": [],
                    "checked": True,
                }
            )
        )
        verdict: Verdict = run_sync(checks.check({"source": source, "check": dedent(text)}))
        return verdict

    yield check
    if "sqlite3" in sys.modules:  # a connection that a program leaves open ends here, unnoticed
        runner.LAST.clear()
        gc.unfreeze()
        gc.collect()


def forget_modules(before: set[str]) -> None:
    """Take the modules away that an earlier program has written and imported."""
    for name in sys.modules.keys() - before:
        if name.partition(".")[0] not in sys.stdlib_module_names:
            del sys.modules[name]


# What a check says


def test_a_check_that_is_content_says_nothing(check: Check) -> None:
    assert check("x = 1", 'assert ns["x"] == 1, "no"') == {"outcome": "passed", "message": ""}


def test_a_check_says_in_words_what_is_wrong(check: Check) -> None:
    text = 'import math\nassert ns["x"] == 2, f"x should be 2; it is {ns[\'x\']}."'
    assert check("x = 1", text) == {
        "outcome": "failed",
        "message": "x should be 2; it is 1.",
        "line": 2,
    }


def test_a_check_knows_output_and_source(check: Check) -> None:
    program = "import sys\nprint('a')\nprint('b', file=sys.stderr)"
    assert (
        check(program, 'assert out == "a\\n", out\nassert "sys" in src, "no"')["outcome"]
        == "passed"
    )


def test_a_name_that_is_missing_is_named(check: Check) -> None:
    verdict = check("y = 1", 'assert ns["x"] == 1, "no"')
    assert verdict["outcome"] == "failed"
    assert verdict["message"] == "The check looks for `x`, but your program has no such name."


def test_an_error_of_the_program_is_told_with_its_line(check: Check) -> None:
    verdict = check("x = 1\n1 / 0\n", 'assert True, "no"')
    assert verdict["outcome"] == "raised"
    assert "ZeroDivisionError: division by zero (line 2)" in verdict["message"]


def test_a_syntax_error_is_told_with_its_line(check: Check) -> None:
    verdict = check("x = 1\nx = = 1\n", 'assert True, "no"')
    assert verdict["outcome"] == "raised"
    assert "SyntaxError: invalid syntax (line 2)" in verdict["message"]


def test_an_error_of_a_function_that_the_check_calls(check: Check) -> None:
    verdict = check("def f():\n    return 1 / 0\n", '\nassert ns["f"]() == 1, "no"')
    assert verdict["outcome"] == "raised"
    assert "your code ended with ZeroDivisionError: division by zero (line 2)" in verdict["message"]
    assert verdict["line"] == 2


def test_what_the_check_did_not_expect(check: Check) -> None:
    verdict = check("f = 1", 'assert ns["f"]() == 1, "no"')
    assert verdict["outcome"] == "stuck"
    assert "TypeError: 'int' object is not callable" in verdict["message"]


def test_a_check_may_await(check: Check) -> None:
    program = "async def f():\n    return 3\n"
    assert check(program, 'assert await ns["f"]() == 3, "no"')["outcome"] == "passed"


def test_a_check_may_expect_an_exception(check: Check) -> None:
    text = """
        try:
            ns["f"]()
        except ValueError:
            pass
        else:
            assert False, "no error"
    """
    assert check("def f():\n    raise ValueError", text)["outcome"] == "passed"
    assert check("def f(): ...", text)["message"] == "no error"


def test_what_is_printed_during_a_check_is_not_shown(check: Check) -> None:
    seen: list[object] = []
    HOST.emit = seen.append
    check("def f():\n    print('now')\n", 'ns["f"]()\nassert out == "", "no"')
    assert seen == []


def test_plain_data_is_compared_as_ever(check: Check) -> None:
    text = """
        assert ns["x"] == {"a": [1, (2.0, None)]} and ns["x"] != {}, "equal"
        assert 1 < len("abc") <= 3 and "a" in ns["x"] and "b" not in ns["x"], "order"
        assert not ns["empty"] and 2 not in ns["empty"], "empty"
        assert "x" in ns and "y" not in ns and "__len__" in vars(dict), "names"
        assert [c for c in "abcb" if c == "b"] == ["b", "b"], "comprehension"
        assert (n := len("ab")) == 2 and n == 2, "walrus"
        assert ns["x"] is not ns["empty"] and type(1) == int, "identity"
    """
    assert check("x = {'a': [1, (2.0, None)]}\nempty = []", text)["outcome"] == "passed"


# Exercises of the lessons


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_passes_and_the_starter_does_not(check: Check, exercise: Exercise) -> None:
    starter = check(exercise.starter.source, exercise.check.text)
    assert starter["outcome"] in ("failed", "raised")
    assert check(exercise.solution.text, exercise.check.text)["outcome"] == "passed"


@pytest.mark.parametrize("exercise", FIRST)
@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_no_trick_passes(check: Check, exercise: Exercise, trick: str) -> None:
    source = f"{exercise.starter.source}\n{trick}\n"
    assert check(source, exercise.check.text)["outcome"] != "passed"
    # Nothing is broken for those who are honest.
    assert check(exercise.solution.text, exercise.check.text)["outcome"] == "passed"


@pytest.mark.parametrize("length", [0, 1, 3])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_an_object_that_says_yes_does_not_pass(
    check: Check, exercise: Exercise, length: int
) -> None:
    source = f"{exercise.starter.source}\n{lies(names_of(exercise.solution.text), length)}\n"
    assert check(source, exercise.check.text)["outcome"] != "passed"


def names_of(source: str) -> list[str]:
    """Name what a program binds at its top level."""
    code = compile(source, "main.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    tree = ast.parse(source)
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in code.co_names}
    defined = {n.name for n in tree.body if hasattr(n, "name")}
    return sorted((stored | defined) - set(dir(__builtins__)))


def test_a_function_that_changes_the_check_is_found_out(check: Check) -> None:
    program = """
        import sys
        def f():
            sys._getframe(1).f_globals["__compare__"] = lambda *a: True
    """
    verdict = check(program, 'x = ns["f"]()\nassert 1 == 2, "no"')
    assert verdict["message"] == checks.TAMPERED


def test_locking_takes_no_time_that_one_notices(interpreter: None) -> None:
    started = time.perf_counter()
    restore = vault.lock()
    restore()
    assert time.perf_counter() - started < 0.5


def test_what_a_program_has_imported_stays(check: Check) -> None:
    program = "import sys, types\nsys.modules['mine'] = types.ModuleType('mine')\nimport xml.dom"
    text = 'import sys, mine, xml.dom\nassert sys.modules["mine"] is mine and xml.dom is not None, "no"'
    assert check(program, text) == {"outcome": "passed", "message": ""}
