"""Prove of each exercise that its starter fails its check, in words, and its solution passes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.errors import Problem
from sitegen.programs import Attempt, Checked, Verdict, key
from sitegen.tasks import Exercise


def attempts(exercises: Iterable[Exercise], packages: Mapping[str, Sequence[str]]) -> list[Attempt]:
    """Return what has to be run to judge the exercises: the starter and the solution of each.

    ``packages`` are those that the lessons name, by the lessons' paths.
    """
    return [
        Attempt(
            id=f"{key(exercise.starter)}~{name}",
            source=source,
            files={},
            stdin=exercise.starter.stdin,
            packages=packages.get(exercise.starter.file, ()),
            check=exercise.check.text,
        )
        for exercise in exercises
        for name, source in _sources(exercise)
    ]


def judge_all(exercises: Iterable[Exercise], checked: Sequence[Checked]) -> list[Problem]:
    """Judge each exercise by what became of its attempts."""
    verdicts = {each["id"]: each["verdict"] for each in checked}
    found: list[Problem] = []
    for exercise in exercises:
        starter, solution = (verdicts[a["id"]] for a in attempts([exercise], {}))
        found += _judge_starter(exercise, starter)
        found += _judge_solution(exercise, solution)
    return found


def _sources(exercise: Exercise) -> Iterator[tuple[str, str]]:
    yield "starter", exercise.starter.source
    yield "solution", exercise.solution.text


def _judge_starter(exercise: Exercise, verdict: Verdict) -> Iterator[Problem]:
    title = f"“{exercise.starter.title}”"
    if verdict["outcome"] == "passed":
        what = f"the starter of {title} passes its check already"
        yield exercise.problem(exercise.starter.line, what, "Make the check look closer.")
    elif verdict["outcome"] == "stuck":
        what = f"the check of {title} does not cope with the starter: {verdict['message']}"
        todo = 'Look first, with assert CONDITION, "words": the reader may write anything.'
        yield exercise.problem(_line(exercise, verdict), what, todo)
    elif not verdict["message"].strip():
        what = f"the check of {title} says nothing about the starter"
        yield exercise.problem(_line(exercise, verdict), what, "Give the assert a message.")


def _judge_solution(exercise: Exercise, verdict: Verdict) -> Iterator[Problem]:
    if verdict["outcome"] != "passed":
        what = f"the solution of “{exercise.starter.title}” does not pass: {verdict['message']}"
        yield exercise.problem(_line(exercise, verdict), what, "Correct the solution or the check.")


def _line(exercise: Exercise, verdict: Verdict) -> int:
    """Return the line of the check that the verdict is from; else that of the solution's fence."""
    line = verdict.get("line")
    return exercise.solution.line if line is None else exercise.check.line + line
