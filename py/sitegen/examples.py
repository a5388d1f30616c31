"""An example: a whole program in a lesson's fence, with the output that is claimed for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from markdown_it.token import Token
from mdit_py_plugins.anchors.index import slugify, unique_slug

from sitegen import highlight
from sitegen.errors import Problem, Problems, suggest
from sitegen.fences import Info, read_info
from sitegen.files import CLAIM, MAIN, File, is_file, report_language, report_stray, take_files
from sitegen.places import line_of


@dataclass(frozen=True, slots=True)
class Output:
    """The text of an output fence."""

    text: str
    line: int  # of its first line in the lesson's file


@dataclass(frozen=True, slots=True)
class Example:
    """A complete program of its own."""

    id: str  # unique in the lesson
    title: str
    source: str
    file: str  # the lesson's path from the repository's root
    line: int  # of the fence in that file; line n of the source is line + n
    panels: tuple[str, ...]
    stdin: str
    runnable: bool
    showcase: bool  # the home page shows it too
    error: str | None  # name of the exception that it means to end with
    output: Output | None
    others: tuple[File, ...] = ()  # beside main.py

    @property
    def files(self) -> tuple[File, ...]:
        """All files, main.py first."""
        return (File(MAIN, "python", self.source, self.line), *self.others)

    @property
    def digest(self) -> str:
        """A short hash of the files: tells a reader's page that the example has changed."""
        parts = [self.source, *(f"\0{file.path}\0{file.source}" for file in self.others)]
        return sha256("".join(parts).encode()).hexdigest()[:12]

    @property
    def claims_something(self) -> bool:
        """Tell whether the lesson says what running it does."""
        return bool(self.output or self.error or any(file.claims for file in self.files))

    def problem(self, line: int, what: str, todo: str, path: str = MAIN) -> Problem:
        """Make a problem of a line of one of the files (0: of its fence)."""
        begins = {file.path: file.line for file in self.files}
        return Problem(self.file, begins[path] + line, what, todo)


@dataclass(frozen=True, slots=True)
class Panels:
    """The panels that an example may name, and those of its lesson."""

    known: frozenset[str]
    lesson: tuple[str, ...]

    def check(self, names: Iterable[str], line: int, problems: Problems) -> None:
        """Report the names that no panel has."""
        for name in names:
            if name not in self.known:
                problems.add(line, f"unknown panel `{name}`", suggest(name, self.known))


def gather(tokens: list[Token], panels: Panels, problems: Problems) -> tuple[Example, ...]:
    """Find the examples; their fences become tokens ``example``, what belongs to them vanishes."""
    gatherer = _Gatherer(panels, problems)
    gatherer.ids.update(str(token.attrGet("id")) for token in tokens)
    for place, token in enumerate(tokens):
        if token.type == "fence":
            gatherer.take(token, tokens[place + 1 :])
    tokens[:] = [token for token in tokens if token.type != "taken"]
    return tuple(gatherer.examples)


class _Gatherer:
    """Goes through the fences of one lesson."""

    def __init__(self, panels: Panels, problems: Problems) -> None:
        self.examples: list[Example] = []
        self.ids: set[str] = set()  # of the page, taken already
        self._lines: dict[str, int] = {}  # title -> line
        self._panels = panels
        self._problems = problems

    def take(self, token: Token, following: Sequence[Token]) -> None:
        """Look at one fence; ``following`` are the tokens after it."""
        language, _, words = token.info.strip().partition(" ")
        if language == "python" and words.split()[:1] == ["example"]:
            info = read_info(words.strip().removeprefix("example"), line_of(token), self._problems)
            files = tuple(take_files(following, self._problems))
            self._add(token, info, files, _output(following[len(files) :]))
        elif is_file(token):
            report_stray(token, self._problems)
        elif language == "output":
            self._problems.add(
                line_of(token), "output fence that follows no example", "Put it straight after one."
            )
        else:
            self._plain(token, language, words)

    def _add(
        self, token: Token, info: Info, others: tuple[File, ...], output: Output | None
    ) -> None:
        line = line_of(token)
        self._check(info, line)
        example = Example(
            id=unique_slug(slugify(info.title) or "example", self.ids),
            title=info.title,
            source=token.content,
            file=self._problems.file,
            line=line,
            panels=self._panels.lesson if info.panels is None else info.panels,
            stdin=info.stdin,
            runnable=info.runnable,
            showcase=info.showcase,
            error=info.error,
            output=output,
            others=others,
        )
        self.examples.append(example)
        token.type = "example"
        token.meta["example"] = example

    def _check(self, info: Info, line: int) -> None:
        self._panels.check(info.panels or (), line, self._problems)
        if info.title in self._lines:
            first = self._lines[info.title]
            what = f"the title “{info.title}” is also that of the example on line {first}"
            self._problems.add(line, what, "Give each example of a lesson its own title.")
        elif info.title:
            self._lines[info.title] = line

    def _plain(self, token: Token, language: str, words: str) -> None:
        line = line_of(token)
        if language not in highlight.LANGUAGES:
            report_language(language, line, self._problems)
        elif words:
            todo = 'Only ```python example "Title" … takes words.'
            self._problems.add(line, f"unknown word `{words}` in the fence", todo)
        elif CLAIM.search(token.content):
            todo = 'Make it an example: ```python example "Title"'
            self._problems.add(line, "claims in a fence that nobody runs", todo)


def _output(following: Sequence[Token]) -> Output | None:
    """Take the output fence after an example out of the tokens."""
    if not following or following[0].type != "fence" or following[0].info.strip() != "output":
        return None
    token = following[0]
    token.type = "taken"
    return Output(token.content, line_of(token) + 1)
