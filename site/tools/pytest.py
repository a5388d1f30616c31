"""Start pytest inside Pyodide; runs there, from ``pytest.mjs``."""

import os
import sys
from typing import Any

sys.path[:0] = ["/peek/py", "/packages"]
os.chdir("/peek")


def main(arguments: Any) -> int:
    """Run pytest with the arguments and return its exit code."""
    import pytest

    quiet = ["-p", "no:cacheprovider", "-p", "no:playwright", "-p", "no:base_url"]
    return int(pytest.main([*quiet, *arguments.to_py()]))
