"""The files of a program: where they lie, what code is theirs, and which ones it has written."""

import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from os import listdir, lstat  # the functions: a program may patch the module
from pathlib import Path

MAX_LISTED = 10_000  # entries of directories that are looked at


@dataclass(frozen=True, slots=True, order=True)
class Written:
    """A file that a program has written."""

    path: str  # from the directory that the program runs in
    size: int  # bytes
    changed: bool  # it is one of the reader's files, with another text than theirs


class Files:
    """The reader's files, by their paths from the directory that the program runs in."""

    def __init__(self, main: str, sources: dict[str, str]) -> None:
        self.main = main  # the file that is run; code of it is compiled under this very name
        self.sources = sources  # texts, that of main included
        self.folder = f"{Path.cwd()}/"

    def write(self) -> None:
        """Put the files where the program expects them."""
        for path, source in self.sources.items():
            place = Path(self.folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(encoded(source))

    def path(self, filename: object) -> str | None:
        """Give the path of a file, whoever wrote it, by the name that its code has.

        The import system compiles under absolute names. Files elsewhere are not the program's.
        """
        if type(filename) is not str:
            return None
        if filename == self.main:
            return filename
        return filename.removeprefix(self.folder) if filename.startswith(self.folder) else None

    def given(self, filename: object) -> str | None:
        """Give the path of one of the reader's files by the name that its code has."""
        path = self.path(filename)
        return path if path in self.sources else None

    def written(self) -> list[Written]:
        """List what the program leaves behind there, where nothing was but the reader's files."""
        return sorted(
            Written(path, size, changed=path in self.sources)
            for path, size in entries(self.folder)
            if path not in self.sources or self._differs(path, size)
        )

    def _differs(self, path: str, size: int) -> bool:
        expected = encoded(self.sources[path])
        with suppress(OSError):
            return size != len(expected) or Path(self.folder, path).read_bytes() != expected
        return False


def encoded(source: str) -> bytes:
    return source.encode(errors="surrogatepass")


def entries(folder: str) -> Iterator[tuple[str, int]]:
    """Yield path and size of the files below a directory."""
    todo, looked_at = [""], 0
    for inner in todo:
        with suppress(OSError):
            for name in listdir(folder + inner):  # noqa: PTH208
                looked_at += 1
                if looked_at > MAX_LISTED:
                    return
                path = inner + name
                about = lstat(folder + path)
                if stat.S_ISDIR(about.st_mode):
                    todo.append(f"{path}/")
                elif stat.S_ISREG(about.st_mode):
                    yield path, about.st_size
