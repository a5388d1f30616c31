"""Find the assertions of an exercise's check, each of which has to say something to the reader."""

import io
import tokenize
from collections.abc import Iterator

from markdown_it.token import Token

from sitegen.errors import Problems
from sitegen.places import line_of

_TODO = 'Write assert CONDITION, "what was expected, and what was found".'


def check(fence: Token, problems: Problems) -> None:
    """Report assertions that say nothing to the reader, and a check that has none.

    By tokens, not by ``ast``: the host's Python may be older than the syntax of the lessons.
    """
    asserts = list(_asserts(fence.content))
    if not asserts:
        problems.add(line_of(fence), "check that asserts nothing", _TODO)
    for line, told in asserts:
        if not told:
            problems.add(line_of(fence) + line, "assert without a message", _TODO)


def _asserts(source: str) -> Iterator[tuple[int, bool]]:
    """Yield the line of each assert statement, and whether it has a message."""
    line, depth, told = 0, 0, False
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.NAME and token.string == "assert":
                line, depth, told = token.start[0], 0, False
            elif token.type == tokenize.OP and token.string in "()[]{}":
                depth += 1 if token.string in "([{" else -1
            elif token.type == tokenize.OP and token.string == "," and not depth:
                told = True
            if line and (token.type == tokenize.NEWLINE or token.string == ";"):
                yield line, told
                line = 0
    except (tokenize.TokenError, SyntaxError):
        return  # the interpreter that ships will say what is wrong
