"""Compare what a lesson claims that an example prints with what it printed.

A claim is a comment ``# → value`` at the end of a statement: the value is all that the statement
wrote to stdout, its lines joined by `` ⏎ ``. An output fence claims all that the example wrote.
"""

import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.errors import Problem
from sitegen.examples import Example
from sitegen.files import File
from sitegen.matching import difference, matches
from sitegen.programs import Failure, Result, Write, key

LIMIT = 5.0  # seconds that an example may take
JOINT = " ⏎ "

_CLAIM = re.compile(r"#\s*→\s*(.*)")
_LAYOUT = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.COMMENT)
_ENDS = (tokenize.NEWLINE, tokenize.ENDMARKER)


@dataclass(frozen=True, slots=True)
class Claim:
    """A ``# → value`` comment."""

    text: str
    line: int  # of the comment in the source, from 1
    statement: range  # lines of the statement it belongs to; empty if it stands alone


def collect(source: str) -> list[Claim]:
    """Find the claims of a program.

    Statements are told apart by tokens, not by ``ast``: the host's Python may be older than the
    syntax of the lessons.
    """
    claims: list[Claim] = []
    waiting: list[tokenize.TokenInfo] = []
    first = 0  # line where the statement begins; 0 between statements
    for token in _tokens(source):
        if token.type == tokenize.COMMENT and _CLAIM.match(token.string):
            waiting.append(token)
        if token.type not in _LAYOUT:
            first = first or token.start[0]
        if token.type in _ENDS or not first:
            statement = range(first, token.start[0] + 1) if first else range(0)
            claims += (_claim(comment, statement) for comment in waiting)
            waiting, first = [], 0
    return claims


def judge_all(examples: Iterable[Example], results: Iterable[Result]) -> list[Problem]:
    """Judge each example by the result of its program (see ``programs.programs``)."""
    by_id = {result["id"]: result for result in results}
    return [problem for example in examples for problem in judge(example, by_id[key(example)])]


def judge(example: Example, result: Result) -> list[Problem]:
    """Return how an example's run differs from what the lesson says about it."""
    slow = list(_judge_time(example, result["seconds"]))
    ended = list(_judge_end(example, result["error"]))
    if ended:
        return slow + ended  # what it printed up to there says nothing
    wrong = [*_judge_claims(example, result["writes"]), *_judge_output(example, result["writes"])]
    return slow + wrong


def _judge_time(example: Example, seconds: float) -> Iterator[Problem]:
    if seconds > LIMIT:
        what = f"“{example.title}” takes {seconds:.1f} s"
        yield example.problem(0, what, f"Make it do less: at most {LIMIT:.0f} s.")


def _judge_end(example: Example, error: Failure | None) -> Iterator[Problem]:
    name = f"“{example.title}”"
    if error and error["type"] != example.error:
        meant = f" (meant: {example.error})" if example.error else ""
        what = f"{name} ends with {error['type']}{meant}: {error['message']}"
        todo = f"Correct it, or write error={error['type']} in its fence if that is meant."
        yield example.problem(error["line"] or 0, what, todo, error["file"])
    elif example.error and not error:
        what = f"{name} is meant to end with {example.error}, but nothing is raised"
        yield example.problem(0, what, "Correct it, or leave out error=.")


def _judge_claims(example: Example, writes: Sequence[Write]) -> Iterator[Problem]:
    for file in example.files:
        if file.claims:
            yield from _judge_file(example, file, writes)


def _judge_file(example: Example, file: File, writes: Sequence[Write]) -> Iterator[Problem]:
    for claim in collect(file.source):
        texts = [
            write["text"]
            for write in writes
            if write["stream"] == "stdout" and write["lines"].get(file.path) in claim.statement
        ]
        printed = JOINT.join(_lines("".join(texts).strip()))
        if not texts:
            what = f"claim on a line that prints nothing: {claim.text}"
            todo = "Print the value on this very line, or claim it in an ```output fence."
            yield example.problem(claim.line, what, todo, file.path)
        elif not matches(claim.text, printed):
            what = f"not what is printed\nclaimed: {claim.text}\nprinted: {printed}"
            todo = f"If the print is right, write: # → {printed}"
            yield example.problem(claim.line, what, todo, file.path)


def _judge_output(example: Example, writes: Sequence[Write]) -> Iterator[Problem]:
    if example.output is None:
        return
    claimed = _lines(example.output.text)
    printed = _lines("".join(write["text"] for write in writes))
    found = difference(claimed, printed)
    if found:
        here = _line_or(claimed, found.claimed, "(the end)")
        there = _line_or(printed, found.printed, "(the end)")
        what = f"not what “{example.title}” prints\nclaimed: {here}\nprinted: {there}"
        todo = "If the program is right, its whole output is:\n" + "\n".join(printed)
        yield Problem(example.file, example.output.line + found.claimed, what, todo)


def _line_or(lines: Sequence[str], index: int, otherwise: str) -> str:
    return lines[index] if index < len(lines) else otherwise


def _lines(text: str) -> list[str]:
    """Split a text into lines without the spaces and empty lines at their ends."""
    return [line.rstrip() for line in text.rstrip().split("\n")] if text.strip() else []


def _claim(comment: tokenize.TokenInfo, statement: range) -> Claim:
    match = _CLAIM.match(comment.string)
    return Claim(match[1].strip() if match else "", comment.start[0], statement)


def _tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    """Yield the tokens up to where the source cannot be read any more."""
    try:
        yield from tokenize.generate_tokens(io.StringIO(source).readline)
    except (tokenize.TokenError, SyntaxError):
        return
