"""Compile ``/tmp/source.zip`` into ``/tmp/target.zip``; runs inside Pyodide at build time."""

import py_compile
import shutil
import zipfile
from collections.abc import Iterable
from importlib.util import cache_from_source
from pathlib import Path

HERE = Path("/tmp")  # noqa: S108  (the interpreter's own memory file system)
WORK = HERE / "work"
EPOCH = (2020, 1, 1, 0, 0, 0)  # the zip must not differ from build to build


def convert(place: str, optimize: int) -> None:
    """Write the target; files that are not Python are taken as they are."""
    write(entry(path, place, optimize) for path in unpacked("*"))


def cache(place: str) -> None:
    """Write the bytecode alone, where an import from ``place`` looks for it (PEP 3147)."""
    names = ((path, str(path.relative_to(WORK))) for path in unpacked("*.py"))
    write((cache_from_source(name), compiled(path, f"{place}/{name}", 0)) for path, name in names)


def unpacked(pattern: str) -> list[Path]:
    """Unpack the source anew; returns its files."""
    shutil.rmtree(WORK, ignore_errors=True)
    with zipfile.ZipFile(HERE / "source.zip") as source:
        source.extractall(WORK)
    return sorted(path for path in WORK.rglob(pattern) if path.is_file())


def write(entries: Iterable[tuple[str, bytes]]) -> None:
    """Write the target out of names and contents."""
    with zipfile.ZipFile(HERE / "target.zip", "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in entries:
            target.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED, 9)


def entry(path: Path, place: str, optimize: int) -> tuple[str, bytes]:
    """Give one file's name and content in the target."""
    name = str(path.relative_to(WORK))
    if path.suffix != ".py":
        return name, path.read_bytes()
    return f"{name}c", compiled(path, f"{place}/{name}", optimize)


def compiled(path: Path, known_as: str, optimize: int) -> bytes:
    """Compile one file; tracebacks name it by its place in the zip."""
    target = f"{path}c"
    py_compile.compile(
        str(path),
        cfile=target,
        dfile=known_as,
        doraise=True,
        optimize=optimize,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    return Path(target).read_bytes()
