"""Turn ANSI colour codes into classes (ECMA-48, "select graphic rendition")."""

import re
from dataclasses import dataclass, field

COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
STYLES = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse", 9: "strike"}
OFF = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline",), 27: ("reverse",), 29: ("strike",)}
EXTENDED = (38, 48, 58)  # a colour out of 256 or of 24 bits follows; it is not shown
NUMBERS_AFTER = {"5": 1, "2": 3}  # how many numbers name such a colour

# A control sequence; a string (title, link) up to its end; another escape. All are bounded, so
# that looking for them takes time in proportion to the text.
CONTROL = r"\x1b\[[0-?]{0,256}[ -/]{0,8}"
STRING = r"\x1b[]PX^_][^\x07\x1b]{0,4096}"
OTHER = r"\x1b[ -/]{0,8}"
ESCAPE = re.compile(
    rf"\x1b\[([0-9;:]{{0,256}})m|{CONTROL}[@-~]|{STRING}(?:\x07|\x1b\\)|{OTHER}[0-OQ-WYZ\\`-~]"
)
UNFINISHED = re.compile(rf"(?:{CONTROL}|{STRING}\x1b?|{OTHER}|\r)\Z")


@dataclass(slots=True)
class Ansi:
    """The state of one stream: which styles are on, and the start of a sequence that was cut."""

    styles: set[str] = field(default_factory=set)
    rest: str = ""

    def feed(self, text: str) -> list[tuple[str, str]]:
        """Split text into ``(classes, text)`` pieces; sequences that are not colours vanish."""
        text = self.rest + text
        cut = UNFINISHED.search(text)
        self.rest = cut.group() if cut else ""
        if cut:
            text = text[: cut.start()]
        text = text.replace("\r\n", "\n").replace("\r", "\n")
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
        codes = iter(parameters.split(";"))
        for code in codes:
            number, *details = code.split(":")  # such as 4:3, a curly underline
            if int(number or 0) not in EXTENDED:
                self._switch(24 if code == "4:0" else int(number or 0))
            elif not details:
                for _ in range(NUMBERS_AFTER.get(next(codes, ""), 0)):
                    next(codes, "")

    def _switch(self, code: int) -> None:
        if code == 0:
            self.styles.clear()
        elif code in STYLES:
            self.styles.add(STYLES[code])
        elif code in OFF:
            self.styles.difference_update(OFF[code])
        elif 30 <= code <= 49 or 90 <= code <= 97 or 100 <= code <= 107:
            self._colour(code)

    def _colour(self, code: int) -> None:
        bright = "bright-" if code >= 90 else ""
        tens, digit = divmod(code, 10)
        ground = "bg-" if tens in (4, 10) else ""
        self.styles = {
            style
            for style in self.styles
            if style in STYLES.values() or style.startswith("bg-") != bool(ground)
        }
        if digit < 8:
            self.styles.add(f"{ground}{bright}{COLOURS[digit]}")
