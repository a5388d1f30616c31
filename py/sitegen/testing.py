"""Run the tests: those of ``py/peek`` inside Pyodide, the others here."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryFile
from typing import IO

from sitegen import browsers, checks, dist
from sitegen.console import complain, progress, say
from sitegen.paths import PY, ROOT, SITE, TESTS, TOOLS, node
from sitegen.recipes import PACKAGES
from sitegen.run import environment
from sitegen.steps import bring

PARTS = ("check", "unit", "build", "browser", "security")


def run_all(only: Sequence[str]) -> int:
    """Run the parts named, or all; a failure does not keep the others from running."""
    unknown = sorted(set(only) - set(PARTS))
    if unknown:
        complain(f"No such part: {', '.join(unknown)}. Name some of: {', '.join(PARTS)}.")
        return 2
    parts = [part for part in PARTS if part in (only or PARTS)]
    dist.build(progress)
    if {"browser", "security"} & set(parts):
        browsers.provide(progress)
    failed = run_parts(parts)
    if failed:
        complain(f"Failed: {', '.join(failed)}. Run one with: python3 build.py test {failed[0]}")
    return 1 if failed else 0


def run_parts(parts: Sequence[str]) -> list[str]:
    """Run the parts; returns those that failed.

    The checks and the unit tests use one core each, so they run side by side; the latter are shown
    when both are done.
    """
    failed = []
    with ThreadPoolExecutor() as pool, TemporaryFile() as shown:
        both = {"check", "unit"} <= set(parts)
        unit = pool.submit(run_inside, [], shown) if both else None
        for part in parts:
            say(f"[bold]{part}[/]")
            if unit and part == "unit":
                code = unit.result()
                shown.seek(0)
                sys.stdout.write(shown.read().decode(errors="replace"))
            else:
                code = run_part(part)
            failed += [part] if code else []
    return failed


def run_part(part: str) -> int:
    """Run one part; returns 0 if all of it passed."""
    if part == "check":
        return checks.run_all()
    if part == "unit":
        return run_inside([], None)
    return run_python(["-m", "pytest", str(TESTS / part)])


def run_inside(arguments: Sequence[str], output: IO[bytes] | None) -> int:
    """Run the unit tests inside Pyodide; what they say goes to a file or, without one, is shown."""
    bring(PACKAGES, progress)
    packages = sysconfig.get_path("purelib")
    return subprocess.run(  # noqa: S603
        [
            str(node()),
            "--experimental-wasm-jspi",
            str(TOOLS / "pytest.mjs"),
            "tests/unit",
            *arguments,
        ],
        cwd=SITE,
        env={**environment(), "PEEK_ROOT": str(ROOT), "PEEK_PACKAGES": packages},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        check=False,
    ).returncode


def run_python(arguments: Sequence[str]) -> int:
    """Run this interpreter with our modules and those that support the tests."""
    path = os.pathsep.join([str(PY), str(TESTS / "support")])
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**environment(), "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode


def run_bench(rounds: int) -> int:
    """Measure; the figures are for this machine and this moment."""
    dist.build(progress)
    browsers.provide(progress)
    return run_python([str(TESTS / "bench" / "speed.py"), f"--rounds={rounds}"])
