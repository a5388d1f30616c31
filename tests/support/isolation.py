"""Run a test twice: where the page may share memory with its workers, and where it may not."""

import pytest

both_ways = pytest.mark.parametrize("isolated", [False, True], ids=["plain", "isolated"])
