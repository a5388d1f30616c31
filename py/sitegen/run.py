"""Run other programs; what they print is shown only when they fail."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sitegen.paths import ROOT, SITE, node

WIDEST = 1000  # characters of a line that are shown


class FailedError(Exception):
    """Something that the build needs did not work: says what, and what to do."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}\n    {todo}")


def run(command: Sequence[str | Path], *, todo: str, cwd: Path = ROOT) -> str:
    """Run a command and return what it printed; ``todo`` says what to do if it fails."""
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        name = " ".join(Path(str(part)).name for part in command[:3])
        # Node quotes the line that failed, and a bundled script is one line.
        said = "\n".join(line[:WIDEST] for line in done.stdout.strip().splitlines())
        raise FailedError(f"{name} failed ({done.returncode}):\n{said}", todo)
    return done.stdout


def run_node(script: Path, *arguments: str | Path, todo: str) -> str:
    """Run one of our Node scripts. JSPI is on: snapshots must be made with it."""
    return run([node(), "--experimental-wasm-jspi", script, *arguments], todo=todo, cwd=SITE)


def environment() -> dict[str, str]:
    """Give the environment for other programs: our Node first."""
    path = os.pathsep.join([str(node().parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path}
