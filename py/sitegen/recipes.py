"""The steps of the build, and what each of them makes."""

import json
import shutil
import zipfile
from pathlib import Path

from sitegen.paths import PY, PYODIDE, SITE, TOOLS, node, npm
from sitegen.run import run, run_node
from sitegen.steps import Step, files

EPOCH = (2020, 1, 1, 0, 0, 0)  # archives must not differ from build to build
NETWORK = "Check the network and run it again."
OURS = "This is a mistake in Peek itself: mend the script it names."


def install_packages(directory: Path, _: dict[str, Path]) -> None:
    """Install the browser's dependencies into ``site/node_modules``, where tools expect them."""
    shutil.rmtree(SITE / "node_modules", ignore_errors=True)
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts"]
    run([node(), npm(), "ci", *quiet], todo=NETWORK, cwd=SITE)
    (directory / "done").touch()


def compile_stdlib(directory: Path, _: dict[str, Path]) -> None:
    """Make ``stdlib.zip``, the standard library as ``.pyc`` files."""
    run_node(TOOLS / "stdlib.mjs", directory / "stdlib.zip", todo=OURS)


def pack_peek(directory: Path, _: dict[str, Path]) -> None:
    """Make ``peek.zip``, our package, for the snapshot and for a boot without one."""
    with zipfile.ZipFile(directory / "peek.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files(PEEK_SOURCES):
            entry = zipfile.ZipInfo(str(path.relative_to(PY)), EPOCH)
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def make_snapshot(directory: Path, done: dict[str, Path]) -> None:
    """Make ``snapshot.bin``, and ``about.json``: what the interpreter says of itself."""
    run_node(
        TOOLS / "snapshot.mjs",
        done["stdlib"] / "stdlib.zip",
        done["peek"] / "peek.zip",
        directory / "snapshot.bin",
        directory / "about.json",
        todo=OURS,
    )


def bundle(directory: Path, _: dict[str, Path]) -> None:
    """Make the scripts and styles, and ``bundle.json``, the list of them."""
    run_node(TOOLS / "bundle.mjs", directory, todo=OURS)
    json.loads((directory / "bundle.json").read_text())


PEEK_SOURCES = ("py/peek/**/*.py",)

PACKAGES = Step(
    "packages",
    "Installing the browser packages",
    ("site/package.json", "site/package-lock.json", "site/.npmrc"),
    install_packages,
    fills=SITE / "node_modules",
)
STDLIB = Step(
    "stdlib",
    "Compiling the standard library",
    ("site/tools/stdlib.*",),
    compile_stdlib,
    (PACKAGES,),
)
PEEK = Step("peek", "Packing peek", PEEK_SOURCES, pack_peek)
SNAPSHOT = Step(
    "snapshot",
    "Making the snapshot of Python",
    ("site/tools/snapshot.*", "site/snapshot.js"),
    make_snapshot,
    (STDLIB, PEEK),
)
BUNDLE = Step(
    "bundle",
    "Bundling scripts and styles",
    ("site/*.js", "site/styles/*.css", "site/tools/bundle.mjs"),
    bundle,
    (PACKAGES,),
)

WASM = PYODIDE / "pyodide.asm.wasm"
