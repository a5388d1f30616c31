"""The course: its sections are directories of lessons, and the paths give the order."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen import links
from sitegen.errors import LessonError, Problem, Problems
from sitegen.examples import Example
from sitegen.frontmatter import Fields
from sitegen.lessons import NAME, Lesson, parse_lesson
from sitegen.links import Links, Target

SECTION_FILE = "_section.yaml"


@dataclass(frozen=True, slots=True)
class Section:
    """A directory of lessons."""

    number: str  # such as "1.1"
    title: str
    intro: str
    lessons: tuple[Lesson, ...]
    problems: tuple[Problem, ...]  # those of its own files, not of its lessons


@dataclass(frozen=True)
class Course:
    """All sections in order."""

    sections: tuple[Section, ...]
    title: str = "Peek"
    summary: str = "A Python playground and course that shows what CPython does with your code."

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in order."""
        return tuple(lesson for section in self.sections for lesson in section.lessons)

    @cached_property
    def showcases(self) -> tuple[Example, ...]:
        """What the home page shows; ``check`` sees to it that there is at most one."""
        return tuple(e for lesson in self.lessons for e in lesson.examples if e.showcase)

    def links(self, lesson: Lesson) -> Links:
        """Return what the links in one of the lessons mean."""
        return Links(lesson.file, self._targets)

    @cached_property
    def _targets(self) -> dict[str, Target]:
        return {lesson.file: _target(lesson) for lesson in self.lessons}


def load_course(root: Path, panels: Iterable[str]) -> Course:
    """Read the lessons below ``root``; raise ``LessonError`` with all that is wrong with them.

    ``panels`` are the names of the panels that lessons may name.
    """
    known = frozenset(panels)
    entries = sorted(root.iterdir())
    directories = [path for path in entries if path.is_dir() and NAME.fullmatch(path.name)]
    course = Course(tuple(load_section(path, known) for path in directories))
    strangers = [_stranger(path, root.parent) for path in entries if path not in directories]
    problems = [*strangers, *check(course)]
    if problems:
        raise LessonError(problems)
    return course


def shipped_course(root: Path, snapshot: Path) -> Course:
    """Read the lessons, which may name the panels that the built ``snapshot`` has."""
    about = json.loads((snapshot / "about.json").read_text())
    return load_course(root, [panel["name"] for panel in about["panels"]])


def load_section(path: Path, panels: frozenset[str]) -> Section:
    """Read one section; what is wrong stands in its ``problems`` and those of its lessons."""
    root = path.parent.parent
    entries = [entry for entry in sorted(path.iterdir()) if entry.name != SECTION_FILE]
    files = [entry for entry in entries if entry.suffix == ".md" and NAME.fullmatch(entry.stem)]
    problems = Problems(_name(path / SECTION_FILE, root))
    fields = _section_fields(path / SECTION_FILE, problems)
    number, title, intro = fields.words("number"), fields.text("title"), fields.text("intro")
    fields.finish()
    strangers = [_stranger(entry, root) for entry in entries if entry not in files]
    return Section(
        number=number,
        title=title,
        intro=intro,
        lessons=tuple(
            parse_lesson(_name(file, root), file.read_text(encoding="utf-8"), panels)
            for file in files
        ),
        problems=(*strangers, *problems.found),
    )


def check(course: Course) -> list[Problem]:
    """Return all that is wrong with the sections, the lessons, and what they are to each other."""
    found = [problem for section in course.sections for problem in section.problems]
    found += _check_unique(course.lessons)
    found += _check_showcases(course.showcases)
    for lesson in course.lessons:
        found += lesson.problems
        prose = [*lesson.tokens, *(token for task in lesson.tasks for token in task.tokens)]
        found += links.check(prose, course.links(lesson)).found
    return found


def _section_fields(path: Path, problems: Problems) -> Fields:
    if path.exists():
        return Fields(path.read_text(encoding="utf-8"), 1, problems)
    problems.add(1, "missing file", "Write it with the keys number, title and intro.")
    return Fields(None, 1, problems)


def _check_unique(lessons: Sequence[Lesson]) -> Iterator[Problem]:
    topics: dict[int, str] = {}
    urls: dict[str, str] = {}
    for lesson in lessons:
        if topics.setdefault(lesson.topic, lesson.file) != lesson.file and lesson.topic:
            what = f"topic {lesson.topic} is also that of {topics[lesson.topic]}"
            yield Problem(lesson.file, lesson.topic_line, what, "Give it the next free number.")
        if urls.setdefault(lesson.url, lesson.file) != lesson.file:
            what = f"URL {lesson.url} is also that of {urls[lesson.url]}"
            yield Problem(lesson.file, 1, what, "Rename one: only the number may not differ.")


def _check_showcases(examples: Sequence[Example]) -> Iterator[Problem]:
    for example in examples[1:]:
        what = f"a second showcase, besides “{examples[0].title}” in {examples[0].file}"
        yield example.problem(0, what, "The home page shows one: take the word off the other.")


def _target(lesson: Lesson) -> Target:
    headings = {heading.id for heading in lesson.headings}
    programs = {program.id for program in (*lesson.examples, *(t.shown for t in lesson.tasks))}
    return Target(lesson.url, frozenset(headings | programs))


def _stranger(path: Path, root: Path) -> Problem:
    todo = f"Name it like 02-bytecode.md in a directory like 01-runtime (or {SECTION_FILE})."
    return Problem(_name(path, root), 1, "file that is no lesson", todo)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
