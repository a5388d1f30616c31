"""Where Markdown tokens stand in their file."""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token


def line_of(token: Token) -> int:
    """Return the line, from 1, on which a block begins (0 if the parser does not say)."""
    return token.map[0] + 1 if token.map else 0


def inlines(tokens: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """Yield each token inside the text of the blocks with its line."""
    for token in tokens:
        line = line_of(token)
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            else:
                yield line, child
