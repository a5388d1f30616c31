"""Colour code: spans with Pygments' short classes, whose colours the style sheet defines."""

from markupsafe import Markup
from pygments import highlight as pygmentize
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers.configs import TOMLLexer
from pygments.lexers.python import PythonConsoleLexer, PythonLexer
from pygments.lexers.special import TextLexer

# What a fence may be written in. Add a lexer here when a lesson needs one.
LANGUAGES: dict[str, type[Lexer]] = {
    "python": PythonLexer,
    "pycon": PythonConsoleLexer,
    "text": TextLexer,
    "toml": TOMLLexer,
}

_formatter = HtmlFormatter(nowrap=True)


def code(source: str, language: str = "python") -> Markup:
    """Return the HTML of a piece of code, without ``pre`` and ``code`` around it."""
    lexer = LANGUAGES[language](stripnl=False)
    return Markup(pygmentize(source, lexer, _formatter).rstrip("\n"))  # noqa: S704
