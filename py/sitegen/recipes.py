"""The steps of the build, and what each of them makes."""

import json
import shutil
import tempfile
import zipfile
from pathlib import Path

from sitegen.course import shipped_course
from sitegen.passages import passages
from sitegen.paths import LESSONS, PY, PYODIDE, SITE, TOOLS, node, npm
from sitegen.run import run, run_node
from sitegen.steps import Step, files

NETWORK = "Check the network and run it again."
OURS = "This is a mistake in Peek itself: mend the script it names."


def install_packages(directory: Path, _: dict[str, Path]) -> None:
    """Install the browser's dependencies into ``site/node_modules``, where tools expect them."""
    shutil.rmtree(SITE / "node_modules", ignore_errors=True)
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts"]
    run([node(), npm(), "ci", *quiet], todo=NETWORK, cwd=SITE)
    (directory / "done").touch()


def compile_stdlib(directory: Path, _: dict[str, Path]) -> None:
    """Make ``stdlib.zip``, the standard library as ``.pyc`` files, with its docstrings."""
    source, target = PYODIDE / "python_stdlib.zip", directory / "stdlib.zip"
    run_node(TOOLS / "pyc.mjs", source, "/lib/python314.zip", "0", target, todo=OURS)


def compile_peek(directory: Path, _: dict[str, Path]) -> None:
    """Make ``peek.zip``, our package, for the snapshot and for a boot without one."""
    with tempfile.TemporaryDirectory() as work:
        source = Path(work, "source.zip")
        with zipfile.ZipFile(source, "w") as archive:
            for path in files(PEEK_SOURCES):
                archive.write(path, path.relative_to(PY))
        run_node(TOOLS / "pyc.mjs", source, "/lib/peek.zip", "2", directory / "peek.zip", todo=OURS)


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


def index_passages(directory: Path, done: dict[str, Path]) -> None:
    """Make ``search.json``: what the lessons say, and what their programs compile to."""
    lessons = shipped_course(LESSONS, done["snapshot"]).lessons
    with tempfile.TemporaryDirectory() as work:
        asked = Path(work, "passages.json")
        asked.write_text(json.dumps(passages(lessons)))
        run_node(TOOLS / "search.mjs", asked, directory / "search.json", todo=OURS)


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
    ("site/tools/pyc.*",),
    compile_stdlib,
    (PACKAGES,),
)
PEEK = Step(
    "peek",
    "Compiling peek",
    (*PEEK_SOURCES, "site/tools/pyc.*"),
    compile_peek,
    (PACKAGES,),
)
SNAPSHOT = Step(
    "snapshot",
    "Making the snapshot of Python",
    ("site/tools/snapshot.*", "site/tools/glue.mjs", "site/snapshot.js"),
    make_snapshot,
    (STDLIB, PEEK),
)
BUNDLE = Step(
    "bundle",
    "Bundling scripts and styles",
    ("site/*.js", "site/styles/*.css", "site/tools/bundle.mjs", "site/tools/glue.mjs"),
    bundle,
    (PACKAGES,),
)

SEARCH = Step(
    "search",
    "Indexing the lessons",
    ("lessons/**/*", "site/search-index.js", "site/tools/search.*", "py/sitegen/*.py"),
    index_passages,
    (SNAPSHOT,),
)

WASM = PYODIDE / "pyodide.asm.wasm"
