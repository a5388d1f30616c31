"""Turn ANSI colour codes into classes (ECMA-48, "select graphic rendition")."""

import re
from dataclasses import dataclass, field

COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
STYLES = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse", 9: "strike"}
OFF = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline",), 27: ("reverse",), 29: ("strike",)}

# A control sequence, an operating-system command (title, link), or another escape.
ESCAPE = re.compile(
    r"\x1b\[([0-9;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\^_]"
)
UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]{0,4096})?\Z")


@dataclass(slots=True)
class Ansi:
    """The state of one stream: which styles are on, and the start of a sequence that was cut."""

    styles: set[str] = field(default_factory=set)
    rest: str = ""

    def feed(self, text: str) -> list[tuple[str, str]]:
        """Split text into ``(classes, text)`` pieces; sequences that are not colours vanish."""
        text = self.rest + text.replace("\r\n", "\n").replace("\r", "\n")
        cut = UNFINISHED.search(text)
        self.rest = cut.group() if cut else ""
        if cut:
            text = text[: cut.start()]
        return [piece for piece in self._pieces(text) if piece[1]]

    def _pieces(self, text: str) -> list[tuple[str, str]]:
        pieces, at = [], 0
        for match in ESCAPE.finditer(text):
            pieces.append((self._classes(), text[at : match.start()]))
            at = match.end()
            if match.group(1) is not None:
                self._select(match.group(1))
        return [*pieces, (self._classes(), text[at:])]

    def _classes(self) -> str:
        return " ".join(f"ansi-{style}" for style in sorted(self.styles))

    def _select(self, parameters: str) -> None:
        codes = [int(code or 0) for code in re.split("[;:]", parameters)]
        while codes:
            code = codes.pop(0)
            if code in (38, 48):  # a colour out of 256 or of 24 bits: not shown, its numbers skipped
                del codes[: 2 if codes[:1] == [5] else 4]
            else:
                self._switch(code)

    def _switch(self, code: int) -> None:
        if code == 0:
            self.styles.clear()
        elif code in STYLES:
            self.styles.add(STYLES[code])
        elif code in OFF:
            self.styles.difference_update(OFF[code])
        elif 30 <= code <= 49 or 90 <= code <= 107:
            self._colour(code)

    def _colour(self, code: int) -> None:
        bright = "bright-" if code >= 90 else ""
        tens, digit = divmod(code, 10)
        ground = "bg-" if tens in (4, 10) else ""
        self.styles = {s for s in self.styles if s in STYLES.values() or s.startswith("bg-") != bool(ground)}
        if digit < 8:
            self.styles.add(f"{ground}{bright}{COLOURS[digit]}")
