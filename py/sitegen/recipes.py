"""The steps of the build, and what each of them makes."""

import json
import shutil
import sys
import tempfile
import zipfile
from functools import partial
from pathlib import Path

from sitegen.course import shipped_course
from sitegen.locking import TARGET, closure, read_lock
from sitegen.passages import passages
from sitegen.paths import LESSONS, PY, PYODIDE, SITE, TOOLS, node, npm
from sitegen.run import run, run_node
from sitegen.steps import Step, files

NETWORK = "Check the network and run it again."
SITE_PACKAGES = "/lib/python3.14/site-packages"
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


def fetch_wheels(directory: Path, _: dict[str, Path]) -> None:
    """Fetch the packages that lessons import, exactly as the lock file names them."""
    pinned = "".join(
        f"{package['name']}=={package['version']} --hash=sha256:{package['sha256']}\n"
        for package in read_lock().values()
    )
    with tempfile.TemporaryDirectory() as work:
        wanted = Path(work, "requirements.txt")
        wanted.write_text(pinned)
        pip = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check"]
        exactly = ["--require-hashes", "--no-deps", *TARGET, "--requirement", str(wanted)]
        run([*pip, *exactly, "--dest", directory], todo=NETWORK)


def compile_wheels(directory: Path, done: dict[str, Path]) -> None:
    """Make a ``.pyc.zip`` of each wheel, the bytecode that is unpacked beside its sources."""
    run_node(TOOLS / "pyc-wheels.mjs", done["wheels"], SITE_PACKAGES, directory, todo=OURS)


def make_layer(name: str, directory: Path, done: dict[str, Path]) -> None:
    """Make ``snapshot.bin`` on top of the plain snapshot, and the side modules that it needs."""
    lock = read_lock()
    wheels = [done["wheels"] / lock[each]["file_name"] for each in closure(LAYERS[name], lock)]
    run_node(
        TOOLS / "layer.mjs",
        done["stdlib"] / "stdlib.zip",
        done["snapshot"] / "snapshot.bin",
        json.dumps([str(wheel) for wheel in wheels]),
        TOOLS / "layers" / f"{name}.py",
        directory,
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


LOCK = "py/peek/packages.json"
SNAPSHOT_TOOLS = (
    "site/tools/forget.py",
    "site/tools/glue.mjs",
    "site/tools/image.mjs",
    "site/linking.js",
    "site/restore.js",
    "site/snapshot.js",
)
PEEK_SOURCES = ("py/peek/**/*.py", LOCK)

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
    ("site/tools/snapshot.*", *SNAPSHOT_TOOLS),
    make_snapshot,
    (STDLIB, PEEK),
)
WHEELS = Step("wheels", "Fetching the packages that lessons import", (LOCK,), fetch_wheels)
COMPILED = Step(
    "compiled",
    "Compiling the packages that lessons import",
    ("site/tools/pyc*",),
    compile_wheels,
    (PACKAGES, WHEELS),
)
# Packages that have a snapshot of their own, with what is imported in it; a lesson that names
# several begins with the first.
LAYERS = {"fastapi": ["fastapi", "httpx"], "sqlalchemy": ["sqlalchemy"]}
LAYER_STEPS = {
    name: Step(
        f"layer-{name}",
        f"Making the snapshot of {name}",
        (f"site/tools/layers/{name}.py", "site/tools/layer.mjs", *SNAPSHOT_TOOLS),
        partial(make_layer, name),
        (SNAPSHOT, STDLIB, WHEELS),
    )
    for name in LAYERS
}
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
