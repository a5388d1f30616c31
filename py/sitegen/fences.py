"""Read the words after a code fence's language: ``python example "Title" static error=X``."""

import json
import re
from dataclasses import dataclass

from sitegen.errors import Problems, suggest

_WORD = re.compile(r'\s*(?:(?P<key>\w+)=)?(?P<value>"(?:[^"\\]|\\.)*"|[^\s"]+)(?=\s|$)')
_KNOWN = ("panels=", "error=", "stdin=", "static", "showcase")
SHAPES = {
    "example": 'Write ```python example "Title", then words such as panels=a,b error=ValueError.',
    "exercise": 'Write ::: exercise "Title", a text, then the fences ```python starter, '
    "```python check, ```python solution and one or more ```hint, and :::",
    "quiz": 'Write ::: quiz "Title", a text, then the fences ```python program and ```output, '
    "a text that explains the answer, and :::",
}


@dataclass(slots=True)
class Info:
    """What the words of an example's fence say."""

    title: str = ""
    runnable: bool = True  # False: shown only; its claims are checked all the same
    showcase: bool = False  # the home page shows it too
    panels: tuple[str, ...] | None = None  # None: those of the lesson
    error: str | None = None  # the exception that the example means to end with
    stdin: str = ""


def read_info(words: str, line: int, problems: Problems, kind: str = "example") -> Info:
    """Read the words after ``python example`` in the fence on this line, or of another kind."""
    info = Info()
    before = len(problems.found)
    place = 0
    while words[place:].strip():
        match = _WORD.match(words, place)
        if match is None:
            problems.add(
                line, f"cannot read the fence from `{words[place:].strip()}`", SHAPES[kind]
            )
            break
        place = match.end()
        _take(info, match["key"], match["value"], line, problems)
    if not info.title and len(problems.found) == before:
        problems.add(line, f"{kind} without a title", SHAPES[kind])
    return info


def unquote(value: str) -> str:
    r"""Take the quotes off a word; ``\n`` and ``\"`` mean inside them what they mean in JSON."""
    return str(json.loads(value, strict=False)) if value.startswith('"') else value


def _take(info: Info, key: str | None, value: str, line: int, problems: Problems) -> None:
    try:
        text = unquote(value)
    except ValueError:
        problems.add(line, f"cannot read {value}", r"After a backslash, only \n, \t, \" and \\.")
        return
    match key:
        case None if value.startswith('"') and not info.title:
            info.title = text.strip()
        case None if text == "static":
            info.runnable = False
        case None if text == "showcase":
            info.showcase = True
        case "panels":
            info.panels = tuple(filter(None, text.split(",")))
        case "error":
            info.error = text
        case "stdin":
            info.stdin = text
        case _:
            word = f"{key}=" if key else value
            problems.add(line, f"unknown word `{word}` in the fence", suggest(word, _KNOWN))
