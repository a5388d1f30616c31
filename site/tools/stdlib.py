"""Compile ``/lib/python314.zip`` into ``/tmp/stdlib.zip``; runs inside Pyodide at build time."""

import py_compile
import zipfile
from pathlib import Path

SOURCE = Path("/lib/python314.zip")
TARGET = Path("/tmp/stdlib.zip")  # noqa: S108  (the interpreter's own memory file system)
WORK = Path("/tmp/stdlib")  # noqa: S108
EPOCH = (2020, 1, 1, 0, 0, 0)  # the zip must not differ from build to build


def compiled(path: Path) -> bytes:
    """Compile one file; tracebacks name it by its place in the zip."""
    py_compile.compile(
        str(path),
        cfile=str(path) + "c",
        dfile=str(SOURCE / path.relative_to(WORK)),
        doraise=True,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    return Path(str(path) + "c").read_bytes()


def entries() -> list[tuple[str, bytes]]:
    found = []
    for path in sorted(p for p in WORK.rglob("*") if p.is_file()):
        name = str(path.relative_to(WORK))
        if path.suffix == ".py":
            found.append((name + "c", compiled(path)))
        else:
            found.append((name, path.read_bytes()))
    return found


with zipfile.ZipFile(SOURCE) as source:
    source.extractall(WORK)
with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
    for name, data in entries():
        target.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED, 9)
