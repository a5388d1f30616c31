"""Read YAML front matter field by field, remembering the line of each value."""

from collections.abc import Callable
from dataclasses import dataclass

import yaml

from sitegen.errors import Problems, suggest

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

FENCE = "---"
_STR = "tag:yaml.org,2002:str"
_INT = "tag:yaml.org,2002:int"


@dataclass(frozen=True, slots=True)
class Name:
    """An item of a list, with its place."""

    text: str
    line: int


class Fields:
    """The keys of one YAML mapping: ask for each by its type, then call ``finish``."""

    def __init__(self, text: str | None, first_line: int, problems: Problems) -> None:
        """Read YAML text whose first line is line ``first_line`` of the file.

        ``None`` stands for a text whose absence has been reported: every field is empty then.
        """
        self._first = first_line
        self._problems = problems
        self._nodes: dict[str, yaml.Node] = {}
        self._asked: set[str] = set()
        self._readable = text is not None and self._read(text)

    def text(self, key: str) -> str:
        """Return a required text."""
        return self._scalar(key, lambda node: node.tag == _STR, "text") or ""

    def words(self, key: str) -> str:
        """Return a required text that YAML may take for a number, such as ``1.10``."""
        return self._scalar(key, lambda node: bool(node.value), "text or a number") or ""

    def number(self, key: str) -> int:
        """Return a required whole number."""
        return int(self._scalar(key, _is_whole, "a whole number") or 0)

    def optional_names(self, key: str) -> list[Name]:
        """Return a list of words, empty if the key is not there."""
        self._asked.add(key)
        return self.names(key) if key in self._nodes else []

    def names(self, key: str) -> list[Name]:
        """Return a required list of words."""
        node = self._take(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode) or not all(map(_is_word, node.value)):
            self._wrong(key, node, "a list of words, such as [bytecode, collector]")
            return []
        return [Name(item.value, self._line(item)) for item in node.value]

    def line(self, key: str) -> int:
        """Return the line of a key's value (of the whole mapping if it is missing)."""
        return self._line(self._nodes[key]) if key in self._nodes else self._first

    def finish(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._nodes.keys() - self._asked:
            self._problems.add(self.line(key), f"unknown key `{key}`", suggest(key, self._asked))

    def _read(self, text: str) -> bool:
        try:
            node = yaml.compose(text, Loader)
        except yaml.YAMLError as error:
            self._bad_yaml(error)
            return False
        if not isinstance(node, yaml.MappingNode):
            self._problems.add(self._first, "no keys here", "Write lines such as `title: …`.")
            return False
        for key, value in node.value:
            self._add(key, value)
        return True

    def _add(self, key: yaml.Node, value: yaml.Node) -> None:
        name = str(key.value)
        if name in self._nodes:
            self._problems.add(self._line(key), f"`{name}` is given twice", "Keep one.")
        self._nodes[name] = value

    def _bad_yaml(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        self._problems.add(
            self._first + (mark.line if mark else 0),
            f"bad YAML: {getattr(error, 'problem', None) or error}",
            'Put values that hold ": ", "#", quotes or brackets between double quotes.',
        )

    def _take(self, key: str) -> yaml.Node | None:
        self._asked.add(key)
        node = self._nodes.get(key)
        if node is None and self._readable:
            self._problems.add(self._first, f"key `{key}` is missing", f"Add `{key}: …`.")
        return node

    def _scalar(self, key: str, right: Callable[[yaml.ScalarNode], bool], kind: str) -> str | None:
        node = self._take(key)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or not right(node):
            self._wrong(key, node, kind)
            return None
        return str(node.value)

    def _wrong(self, key: str, node: yaml.Node, kind: str) -> None:
        self._problems.add(
            self._line(node),
            f"`{key}` has the wrong type",
            f"Make it {kind}" + (" (between quotes if need be)." if kind == "text" else "."),
        )

    def _line(self, node: yaml.Node) -> int:
        return self._first + node.start_mark.line


def split(text: str, problems: Problems) -> tuple[str | None, str]:
    """Part a file into its front matter and its body.

    The body keeps its line numbers: blank lines stand where the front matter was.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        problems.add(
            1, "no front matter", f"Begin the file with a line `{FENCE}`, then `title: …`."
        )
        return None, text
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n" * (number + 1) + "\n".join(lines[number + 1 :])
    problems.add(1, "front matter is not closed", f"Add a line `{FENCE}` after its last key.")
    return None, ""


def _is_whole(node: yaml.ScalarNode) -> bool:
    return bool(node.tag == _INT) and node.value.isdecimal()


def _is_word(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _STR
