"""Exercises that need packages: no trick passes their checks either.

The others are tried in tests/unit, where no packages are.
"""

import re
from collections.abc import Iterator

import pytest

from sitegen.attempts import attempts
from sitegen.checks import run_programs
from sitegen.course import load_course
from sitegen.locking import read_lock
from sitegen.paths import LESSONS
from sitegen.programs import Attempt
from sitegen.tasks import Exercise
from tricks import TRICKS, lies

IMPORTS = {top for package in read_lock().values() for top in package["imports"]}
IMPORT = re.compile(rf"^(from|import) ({'|'.join(IMPORTS)})\b", re.MULTILINE)
CHOSEN = ["patches peek", "puts other operators", "patches a class"]


def tried() -> Iterator[tuple[str, Attempt]]:
    """Give each attempt with its name; the solution is one, for a check that fails all proves nothing."""
    for lesson in load_course(LESSONS, ["bytecode", "collector"]).lessons:
        for task in lesson.tasks:
            if isinstance(task, Exercise) and IMPORT.search(task.solution.text):
                yield from tries(task, lesson.packages)


def tries(exercise: Exercise, packages: tuple[str, ...]) -> Iterator[tuple[str, Attempt]]:
    starter, solution = attempts([exercise], {exercise.starter.file: packages})
    tricks = {name: TRICKS[name] for name in CHOSEN}
    tricks["lies"] = lies(exercise.solution.text, 1)
    yield f"{exercise.starter.title}: solution", solution
    for name, trick in tricks.items():
        source = f"{starter['source']}\n{trick}\n"
        yield f"{exercise.starter.title}: {name}", {**starter, "source": source}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, str]:
    names, asked = zip(*tried(), strict=True)
    outcomes = [found["verdict"]["outcome"] for found in run_programs(asked)]
    return dict(zip(names, outcomes, strict=True))


def test_only_the_solution_passes(verdicts: dict[str, str]) -> None:
    passed = {name for name, outcome in verdicts.items() if outcome == "passed"}
    assert passed == {name for name in verdicts if name.endswith(": solution")}
    assert len(passed) > 5
