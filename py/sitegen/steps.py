"""Do a step of the build once for each state of its inputs.

A step's result is a directory in the cache, named by the digest of all that the step reads. It is
made under another name and renamed when it is whole, so that there is never half a result.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sitegen.paths import CACHE, ROOT

KEPT = 3  # results of a step that stay in the cache

Make = Callable[[Path, dict[str, Path]], None]


@dataclass(frozen=True)
class Step:
    """Something to make."""

    name: str
    says: str  # what the user reads while it is made
    reads: tuple[str, ...]  # globs of files, from the root of the project
    make: Make  # make(directory to fill, {name of a needed step: its directory})
    needs: tuple["Step", ...] = ()
    fills: Path | None = None  # a directory elsewhere that is part of the result

    def digest(self) -> str:
        """Name the state of everything that the step depends on."""
        total = hashlib.sha256()
        for step in self.needs:
            total.update(step.digest().encode())
        for path in files(self.reads):
            total.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
        return total.hexdigest()[:16]

    def place(self) -> Path:
        """Give the directory of the result, made or not."""
        return CACHE / self.name / self.digest()


def files(globs: Iterable[str]) -> list[Path]:
    """List the files that the globs match; a glob that matches none is a mistake."""
    found: set[Path] = set()
    for glob in globs:
        matches = {path for path in ROOT.glob(glob) if path.is_file()}
        if not matches:
            raise FileNotFoundError(f"nothing matches {glob} in {ROOT}")
        found |= {path for path in matches if "__pycache__" not in path.parts}
    return sorted(found)


def bring(step: Step, progress: Callable[[str], AbstractContextManager[None]]) -> Path:
    """Return the directory of a step's result, making what is not there yet."""
    done = {needed.name: bring(needed, progress) for needed in step.needs}
    place = step.place()
    if not place.exists() or (step.fills and not step.fills.exists()):
        with progress(step.says):
            fill(place, lambda directory: step.make(directory, done))
        forget_old(place)
    return place


def fill(place: Path, make: Callable[[Path], None]) -> None:
    """Make a directory whole or not at all."""
    half = place.with_name(f"{place.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    make(half)
    shutil.rmtree(place, ignore_errors=True)
    half.rename(place)


def forget_old(place: Path) -> None:
    """Keep the newest results of a step only."""
    by_age = sorted(place.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in by_age[KEPT:]:
        shutil.rmtree(old)


@cache
def small_hash(path: Path) -> str:
    """Name a file's content in eight characters, for its published name."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
