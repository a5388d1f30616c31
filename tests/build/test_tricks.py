"""Exercises that need packages: no trick passes their checks either.

The others are tried in tests/unit, where no packages are. That their solutions do pass, `build.py check`
proves.
"""

import re
from collections.abc import Iterator

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
# This interpreter is too old to parse the lessons' programs.
BOUND = re.compile(r"^(?:(?:async )?def |class )?(\w+)(?=[\[(:]| [=:])", re.MULTILINE)


def tried() -> Iterator[tuple[str, Attempt]]:
    """Give each attempt with its name."""
    for lesson in load_course(LESSONS, ["bytecode", "collector"]).lessons:
        for task in lesson.tasks:
            if isinstance(task, Exercise) and IMPORT.search(task.solution.text):
                yield from tries(task, lesson.packages)


def tries(exercise: Exercise, packages: tuple[str, ...]) -> Iterator[tuple[str, Attempt]]:
    starter, _ = attempts([exercise], {exercise.starter.file: packages})
    tricks = {
        "lies": lies(BOUND.findall(exercise.solution.text), 1),
        "patches peek": TRICKS["patches peek"],
    }
    for name, trick in tricks.items():
        source = f"{starter['source']}\n{trick}\n"
        yield f"{exercise.starter.title}: {name}", {**starter, "source": source}


def test_no_trick_passes() -> None:
    names, asked = zip(*tried(), strict=True)
    outcomes = [found["verdict"]["outcome"] for found in run_programs(asked)]
    verdicts = dict(zip(names, outcomes, strict=True))
    assert "passed" not in verdicts.values(), verdicts
    assert len(verdicts) > 10
