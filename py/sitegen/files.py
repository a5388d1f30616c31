"""The files of an example: the fences ``python file "greeting.py"`` that follow its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from markdown_it.token import Token

from sitegen import highlight
from sitegen.errors import Problems, suggest
from sitegen.places import line_of

MAIN = "main.py"  # where the example's own fence lies

CLAIM = re.compile(r"#\s*→")
_PART = re.compile(r"(?!\.\.?$)[\w.-]+")  # of a path
_SHAPE = 'Write ```python file "name.py" straight after an example.'


@dataclass(frozen=True, slots=True)
class File:
    """One file of an example."""

    path: str  # relative, with slashes
    language: str  # of its fence
    source: str
    line: int  # of the fence in the lesson's file; line n of the source is line + n

    @property
    def claims(self) -> bool:
        """Tell whether its comments say what running it prints."""
        return self.language == "python" and bool(CLAIM.search(self.source))


def is_file(token: Token) -> bool:
    """Tell whether a token is the fence of a file."""
    return token.type == "fence" and token.info.split()[1:2] == ["file"]


def take_files(following: Sequence[Token], problems: Problems) -> Iterator[File]:
    """Take the files that an example is followed by; their tokens become ``taken``."""
    lines: dict[str, int] = {}  # path -> line
    for token in following:
        if not is_file(token):
            return
        token.type = "taken"
        file = _read(token, problems)
        _check_place(file, lines, problems)
        lines.setdefault(file.path, file.line)
        yield file


def report_stray(token: Token, problems: Problems) -> None:
    """Report a file that no example comes before."""
    todo = "Put it straight after the example, or after another of its files."
    problems.add(line_of(token), "file that follows no example", todo)


def report_language(language: str, line: int, problems: Problems) -> None:
    """Report a fence in a language that nobody colours."""
    what = f"fence with the unknown language `{language}`" if language else ""
    known = {*highlight.LANGUAGES, "output"}
    problems.add(line, what or "fence without a language", suggest(language, known))


def _read(token: Token, problems: Problems) -> File:
    language, _, words = token.info.strip().partition(" ")
    line = line_of(token)
    if language not in highlight.LANGUAGES:
        report_language(language, line, problems)
    path = words.strip().removeprefix("file").strip()
    if not path:
        problems.add(line, "file without a path", _SHAPE)
    elif not re.fullmatch(r'"[^"]*"', path):
        problems.add(line, f"cannot read the fence from `{path}`", _SHAPE)
    else:
        _check_path(path[1:-1], line, problems)
    return File(path.strip('"'), language, token.content, line)


def _check_path(path: str, line: int, problems: Problems) -> None:
    if path == MAIN:
        problems.add(line, f"{MAIN} is the example itself", "Give the file another name.")
    elif not all(_PART.fullmatch(part) for part in path.split("/")):
        what = f"“{path}” is no path below the program's directory"
        problems.add(line, what, "Use relative paths of letters, digits, `_`, `-`, `.` and `/`.")


def _check_place(file: File, lines: dict[str, int], problems: Problems) -> None:
    if file.path in lines:
        what = f"a second file “{file.path}”, besides that on line {lines[file.path]}"
        problems.add(file.line, what, "Give each file of an example its own path.")
    for folder in map(str, PurePosixPath(file.path).parents):
        if folder in lines:
            what = f"the file “{folder}” on line {lines[folder]} cannot be a directory"
            problems.add(file.line, what, "Rename one of them.")
