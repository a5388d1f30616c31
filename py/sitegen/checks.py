"""Check format, lint, types and lessons: what needs no browser."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from sitegen import attempts, claims, course, pages, simple
from sitegen.console import complain, progress, say
from sitegen.errors import LessonError
from sitegen.locking import read_lock
from sitegen.paths import LESSONS, PY, ROOT, SITE, TOOLS, node
from sitegen.programs import Program, programs
from sitegen.recipes import OURS, PACKAGES, SNAPSHOT, STDLIB, WHEELS
from sitegen.run import environment, run_node
from sitegen.steps import bring
from sitegen.tasks import Exercise

PYTHON = ("build.py", "py", "tests", "site/tools")


def run_all() -> int:
    """Run every check; returns 0 if all passed."""
    checks: dict[str, Callable[[], bool]] = {
        "format": lambda: tool("ruff", "format", "--check", *PYTHON),
        "lint": lambda: tool("ruff", "check", *PYTHON),
        "types of the build and the tests": check_host_types,
        "types inside Pyodide": check_inner_types,
        "types of the page": check_page_types,
        "lessons": check_lessons,
    }
    failed = [name for name, check in checks.items() if not told(name, check)]
    return 1 if failed else 0


def run_lessons(files: Sequence[str]) -> int:
    """Check some lessons; returns 0 if all that they claim is true."""
    wanted = {os.path.relpath(file, ROOT) for file in files}
    return 0 if told("lessons", lambda: check_lessons(wanted)) else 1


def told(name: str, check: Callable[[], bool]) -> bool:
    """Run a check and say how it ended."""
    passed = check()
    say(f"  {name}: {'ok' if passed else '[red]failed[/]'}")
    return passed


def tool(*arguments: str) -> bool:
    """Run a Python tool; it prints what is wrong itself."""
    return show_failure([sys.executable, "-m", *arguments])


def check_host_types() -> bool:
    """Check the build and the host's tests as Python 3.11."""
    places = ["build.py", "py/sitegen", "tests/build", "tests/browser", "tests/security"]
    return tool("mypy", "--python-version=3.11", *places, "tests/bench")


def check_inner_types() -> bool:
    """Check the package and its tests as Python 3.14."""
    return tool("mypy", "--python-version=3.14", "py/peek", "tests/unit")


def check_page_types() -> bool:
    """Check the JavaScript by its JSDoc types."""
    bring(PACKAGES, progress)
    compiler = SITE / "node_modules" / "typescript" / "bin" / "tsc"
    return show_failure([str(node()), str(compiler), "--project", str(SITE)])


def show_failure(command: list[str]) -> bool:
    """Run a command and show what it printed if it failed."""
    done = subprocess.run(  # noqa: S603
        command,
        cwd=ROOT,
        env={**environment(), "MYPYPATH": str(PY)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        complain((done.stdout + done.stderr).strip())
    return done.returncode == 0


def check_lessons(only: Collection[str] = ()) -> bool:
    """Run the examples in the shipped interpreter and compare with what the lessons say.

    ``only`` names lessons by their paths from the repository's root; none means all.
    """
    snapshot = bring(SNAPSHOT, progress)
    try:
        lessons = course.shipped_course(LESSONS, snapshot).lessons
    except LessonError as error:
        complain(str(error))
        return False
    unknown = set(only) - {lesson.file for lesson in lessons}
    if unknown:
        complain(f"No such lesson: {', '.join(sorted(unknown))}. Name files below lessons/.")
        return False
    chosen = [lesson for lesson in lessons if not only or lesson.file in only]
    tasks = [task for lesson in chosen for task in lesson.tasks]
    exercises = [task for task in tasks if isinstance(task, Exercise)]
    examples = [example for lesson in chosen for example in lesson.examples]
    packages = {lesson.file: lesson.packages for lesson in chosen}
    asked = [*programs(examples, packages), *attempts.attempts(exercises, packages)]
    results = run_programs(asked)
    problems = claims.judge_all(examples, results[: len(examples)])
    problems += attempts.judge_all(exercises, results[len(examples) :])
    for problem in problems:
        complain(str(problem))
    return not problems


def run_programs(asked: Sequence[Program]) -> list[Any]:
    """Run each program in a pristine interpreter; returns what became of each."""
    parts = bring(SNAPSHOT, progress) / "snapshot.bin", bring(STDLIB, progress) / "stdlib.zip"
    with tempfile.TemporaryDirectory() as directory:
        questions, answers = Path(directory, "programs.json"), Path(directory, "results.json")
        shelf = fill_shelf(Path(directory, "shelf"), bring(WHEELS, progress))
        questions.write_text(json.dumps(asked))
        run_node(TOOLS / "check.mjs", *parts, shelf, questions, answers, todo=OURS)
        results: list[Any] = json.loads(answers.read_text())
    return results


def fill_shelf(shelf: Path, wheels: Path) -> Path:
    """Make what micropip finds at the site's root: its index, and the wheels."""
    shutil.copytree(wheels, shelf / "wheels")
    urls = {name: f"wheels/{package['file_name']}" for name, package in read_lock().items()}
    templates = pages.environment(SITE / "templates")
    pages.write_all(shelf, simple.render_index(read_lock(), urls, templates))
    return shelf
