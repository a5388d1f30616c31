"""Turn the links of a lesson into links of the site, and report those that lead nowhere."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from sitegen.errors import Problems, suggest
from sitegen.places import inlines


@dataclass(frozen=True, slots=True)
class Target:
    """A lesson that can be linked to."""

    url: str  # from the site's root, ends in a slash
    anchors: frozenset[str]  # ids of its headings and examples


class BrokenLinkError(Exception):
    """A link that leads nowhere: what is wrong, and what to do next."""


@dataclass(frozen=True, slots=True)
class Links:
    """What the links in one lesson mean."""

    file: str  # the lesson's path from the repository's root
    targets: Mapping[str, Target]  # path of each lesson's file -> target

    def attributes(self, href: str) -> dict[str, str]:
        """Return the attributes of the ``<a>`` for a link as it is written in the lesson."""
        parts = urlsplit(href)
        if parts.scheme in ("https", "http") and parts.netloc:
            return {"href": href, "rel": "noreferrer"}
        if parts.scheme or href.startswith("/"):
            todo = "Link to https://…, or to a lesson by its relative path: 02-bytecode.md"
            raise BrokenLinkError(f"link of an unknown kind: {href}", todo)
        return {"href": self._to_lesson(*unquote(href).partition("#")[::2])}

    def _to_lesson(self, path: str, anchor: str) -> str:
        here = posixpath.dirname(self.file)
        file = posixpath.normpath(posixpath.join(here, path)) if path else self.file
        target = self.targets.get(file)
        if target is None:
            known = (posixpath.relpath(other, here) for other in self.targets)
            raise BrokenLinkError(f"link to a missing file: {path}", suggest(path, known))
        if anchor and anchor not in target.anchors:
            what = f"link to a missing place: #{anchor} in {posixpath.basename(file)}"
            raise BrokenLinkError(what, suggest(anchor, target.anchors))
        page = posixpath.relpath(target.url, self.targets[self.file].url) + "/" if path else ""
        return f"{page}#{anchor}" if anchor else page


def check(tokens: Sequence[Token], links: Links) -> Problems:
    """Report the broken links, and images, of a lesson."""
    problems = Problems(links.file)
    for line, token in inlines(tokens):
        if token.type == "image":
            todo = 'Draw it: ::: figure "What it shows", <svg …>, :::'
            problems.add(line, "images are not supported", todo)
        elif token.type == "link_open":
            try:
                links.attributes(str(token.attrGet("href")))
            except BrokenLinkError as error:
                problems.add(line, *error.args)
    return problems
