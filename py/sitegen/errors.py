"""Say what is wrong with a lesson: where, what, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that an author has to put right."""

    file: str  # path from the repository's root, with slashes
    line: int  # in that file, from 1
    what: str
    todo: str  # what to do next

    def __str__(self) -> str:
        """Show the problem the way editors make a link of: ``file:line: what``."""
        return f"{self.file}:{self.line}: {self.what}\n{self.todo}".replace("\n", "\n    ")


class LessonError(Exception):
    """The lessons have problems: all that were found, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Put the problems in order."""
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(slots=True)
class Problems:
    """The problems found so far in one file, so that one check reports them all."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, what: str, todo: str) -> None:
        """Note a problem and go on."""
        self.found.append(Problem(self.file, line, what, todo))


def suggest(word: str, known: Iterable[str]) -> str:
    """Say which of the known words was meant, if one is near, and list them all."""
    choices = sorted(known)
    near = get_close_matches(word, choices, n=1)
    meant = f"Did you mean `{near[0]}`? " if near else ""
    return f"{meant}Known: {', '.join(choices) or 'none'}."
