#!/usr/bin/env python3
"""Build, serve and test Peek: ``python3 build.py serve | build | test | check | bench``.

Needs Python 3.11 or newer with ``venv`` and nothing else. It makes a virtual environment in
``.venv`` from the pinned requirements and hands over to ``py/sitegen``, which does the work.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "py" / "host.lock"
STAMP = VENV / "peek.stamp"


def main() -> int:
    """Make the environment if need be, then run the command in it."""
    if sys.version_info < (3, 11):  # noqa: UP036  (told, not crashed over)
        return fail("Peek's build needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if STAMP.exists() and STAMP.read_text() == wanted():
        return hand_over()
    try:
        make_environment()
    except (subprocess.CalledProcessError, OSError) as error:
        return fail(f"The environment in {VENV} could not be made: {error}")
    return hand_over()


def wanted() -> str:
    """Name the environment that the lock file and this interpreter ask for."""
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()


def make_environment() -> None:
    """Make it anew; the stamp comes last, so that a broken one is made again."""
    print("Setting up .venv from py/host.lock …", flush=True)  # noqa: T201
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pinned = ["--require-hashes", "--only-binary=:all:", "-r", str(LOCK)]
    subprocess.run([str(python()), *install, *pinned], check=True)  # noqa: S603
    STAMP.write_text(wanted())


def python() -> Path:
    """Give the environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def hand_over() -> int:
    """Run the command with the environment's Python."""
    os.environ["PYTHONPATH"] = str(ROOT / "py")
    arguments = [str(python()), "-m", "sitegen", *sys.argv[1:]]
    try:
        return subprocess.run(arguments, check=False, cwd=ROOT).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 130


def fail(message: str) -> int:
    """Say what is wrong and what to do."""
    print(message, file=sys.stderr)  # noqa: T201
    print("Check the network and that Python has venv and pip, then run it again.", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
