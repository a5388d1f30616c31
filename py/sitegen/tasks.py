"""Tasks of a lesson, boxes that hold programs: exercises, which are checked, and quizzes.

``::: exercise "Title"``: prose, then the fences ``python starter``, ``python check``,
``python solution`` and one or more ``hint``. ``::: quiz "Title"``: prose, the fences
``python program`` and ``output``, and prose that is shown after the answer.
"""

from dataclasses import dataclass, field

from markdown_it.token import Token

from sitegen.errors import Problem
from sitegen.examples import Example

KINDS = ("exercise", "quiz")


@dataclass(frozen=True, slots=True)
class Code:
    """The content of a fence."""

    text: str
    line: int  # of the fence in the lesson's file; line n of the text is line + n


@dataclass(frozen=True, slots=True)
class Exercise:
    """A program for the reader to change until its check is content."""

    starter: Example  # has the title and the id of the exercise
    check: Code
    solution: Code
    prompt: tuple[Token, ...] = field(repr=False)
    hints: tuple[tuple[Token, ...], ...] = field(repr=False)

    @property
    def shown(self) -> Example:
        """The program that the page shows."""
        return self.starter

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All of its prose."""
        return (*self.prompt, *(token for hint in self.hints for token in hint))

    def problem(self, line: int, what: str, todo: str) -> Problem:
        """Make a problem of a line of the lesson's file."""
        return Problem(self.starter.file, line, what, todo)


@dataclass(frozen=True, slots=True)
class Quiz:
    """A program whose output the reader predicts; the output fence is the answer."""

    program: Example  # has the title and the id of the quiz
    prompt: tuple[Token, ...] = field(repr=False)
    explanation: tuple[Token, ...] = field(repr=False)

    @property
    def shown(self) -> Example:
        """The program that the page shows."""
        return self.program

    @property
    def answer(self) -> str:
        """What the program prints."""
        return self.program.output.text if self.program.output else ""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All of its prose."""
        return (*self.prompt, *self.explanation)


Task = Exercise | Quiz


def kind_of(token: Token) -> str:
    """Return ``exercise`` or ``quiz`` for the token that opens one, else an empty string."""
    word = token.info.strip().partition(" ")[0] if token.type == "container_box_open" else ""
    return word if word in KINDS else ""
