"""Read the boxes of a lesson that hold tasks, and report what is wrong with them."""

from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token
from mdit_py_plugins.anchors.index import slugify, unique_slug

from sitegen import asserts
from sitegen.errors import Problems, suggest
from sitegen.examples import Example, Output, Panels
from sitegen.fences import SHAPES, read_info
from sitegen.places import line_of
from sitegen.tasks import Code, Exercise, Quiz, Task, kind_of

PARTS = {
    "exercise": ("python starter", "python check", "python solution", "hint"),
    "quiz": ("python program", "output"),
}

Parse = Callable[[str], list[Token]]


def gather(
    tokens: list[Token], panels: Panels, parse: Parse, problems: Problems
) -> tuple[Task, ...]:
    """Find the tasks, and leave one token ``task`` in place of each; ``parse`` reads Markdown."""
    ids = {str(token.attrGet("id")) for token in tokens}
    lines: dict[str, int] = {}  # title -> line
    found: list[Task] = []
    place = 0
    while place < len(tokens):
        if kind_of(tokens[place]):
            end = _end(tokens, place)
            reader = _Reader(tokens[place], tokens[place + 1 : end], panels, problems)
            reader.check_title(lines)
            task = reader.read(ids, parse)
            tokens[place : end + 1] = [_token(task, tokens[place])] if task else []
            found += [task] if task else []
        place += 1
    return tuple(found)


def _end(tokens: Sequence[Token], start: int) -> int:
    """Return the place of the token that closes the box which one opens."""
    level = tokens[start].level
    closing = (
        n
        for n, token in enumerate(tokens[start:], start)
        if token.type == "container_box_close" and token.level == level
    )
    return next(closing)


def _token(task: Task, opening: Token) -> Token:
    token = Token("task", "", 0, map=opening.map, meta={"task": task})
    token.attrSet("id", task.shown.id)
    return token


class _Reader:
    """Reads the content of one box."""

    def __init__(
        self, opening: Token, content: Sequence[Token], panels: Panels, problems: Problems
    ) -> None:
        self.kind = kind_of(opening)
        self.line = line_of(opening)
        self.content = content
        self.panels = panels
        self.problems = problems
        words = opening.info.strip().removeprefix(self.kind)
        self.info = read_info(words, self.line, problems, self.kind)
        self.fences: dict[str, list[Token]] = {part: [] for part in PARTS[self.kind]}

    def check_title(self, lines: dict[str, int]) -> None:
        """Report a title that another task of the lesson has."""
        title = self.info.title
        if title in lines:
            what = f"the title “{title}” is also that of the {self.kind} on line {lines[title]}"
            self.problems.add(self.line, what, "Give each task of a lesson its own title.")
        elif title:
            lines[title] = self.line

    def read(self, ids: set[str], parse: Parse) -> Task | None:
        """Return the task, or None if it is not complete."""
        before = len(self.problems.found)
        prose = self._sort()
        self._check_words()
        self._check_parts()
        if len(self.problems.found) > before:
            return None
        id_ = unique_slug(f"{self.kind}-{slugify(self.info.title)}", ids)
        return (
            self._exercise(id_, prose, parse) if self.kind == "exercise" else self._quiz(id_, prose)
        )

    def _sort(self) -> list[list[Token]]:
        """Put the fences in their places; return the prose before the first one and after it."""
        prose: list[list[Token]] = [[], []]
        seen = False
        for token in self.content:
            part = " ".join(token.info.split()) if token.type == "fence" else ""
            if part in self.fences:
                self.fences[part].append(token)
                seen = True
            elif " " in part or part in ("hint", "output"):
                what = f"fence “{part}” in a{'n' * (self.kind == 'exercise')} {self.kind}"
                self.problems.add(line_of(token), what, suggest(part, self.fences))
            else:
                prose[seen].append(token)
        return prose

    def _check_words(self) -> None:
        info = self.info
        useless = {"static": not info.runnable, "showcase": info.showcase, "error=": info.error}
        for word, given in useless.items():
            if given:
                what = f"the word `{word}` means nothing for a task"
                self.problems.add(self.line, what, "Known here: panels=, stdin=.")
        self.panels.check(info.panels or (), self.line, self.problems)

    def _check_parts(self) -> None:
        for part, tokens in self.fences.items():
            if not tokens:
                self.problems.add(self.line, f"{self.kind} without a ```{part}", SHAPES[self.kind])
            for again in tokens[1:] if part != "hint" else ():
                what = f"a second ```{part} in one {self.kind}"
                self.problems.add(line_of(again), what, "Leave one of them.")
        if not any(token.type == "inline" for token in self._prompt()):
            self.problems.add(self.line, f"{self.kind} without a text", SHAPES[self.kind])
        for check in self.fences.get("python check", ()):
            asserts.check(check, self.problems)
        for empty in (t for tokens in self.fences.values() for t in tokens):
            if not empty.content.strip():
                self.problems.add(line_of(empty), "empty fence", SHAPES[self.kind])

    def _prompt(self) -> Iterator[Token]:
        """Yield the prose before the first fence."""
        for token in self.content:
            if token.type == "fence":
                return
            yield token

    def _exercise(self, id_: str, prose: list[list[Token]], parse: Parse) -> Exercise | None:
        if prose[1]:
            what = "text after the fences of an exercise, which nobody would see"
            self.problems.add(line_of(prose[1][0]), what, "Put it before them, or into a ```hint.")
        return Exercise(
            starter=self._example(id_, self.fences["python starter"][0], None),
            check=_code(self.fences["python check"][0]),
            solution=_code(self.fences["python solution"][0]),
            prompt=tuple(prose[0]),
            hints=tuple(_hint(token, parse) for token in self.fences["hint"]),
        )

    def _quiz(self, id_: str, prose: list[list[Token]]) -> Quiz:
        if not prose[1]:
            self.problems.add(self.line, "quiz without an explanation", SHAPES["quiz"])
        answer = _code(self.fences["output"][0])
        output = Output(answer.text, answer.line + 1)
        program = self._example(id_, self.fences["python program"][0], output)
        return Quiz(program, tuple(prose[0]), tuple(prose[1]))

    def _example(self, id_: str, fence: Token, output: Output | None) -> Example:
        info = self.info
        return Example(
            id=id_,
            title=info.title,
            source=fence.content,
            file=self.problems.file,
            line=line_of(fence),
            panels=self.panels.lesson if info.panels is None else info.panels,
            stdin=info.stdin,
            runnable=True,
            showcase=False,
            error=None,
            output=output,
        )


def _code(fence: Token) -> Code:
    return Code(fence.content, line_of(fence))


def _hint(fence: Token, parse: Parse) -> tuple[Token, ...]:
    """Parse a hint, whose lines count from the top of the file."""
    tokens = parse(fence.content)
    for token in tokens:
        if token.map:
            token.map = [line + line_of(fence) for line in token.map]
    return tuple(tokens)
