"""Forget what making a snapshot has left behind; runs inside Pyodide at build time."""

import gc
import linecache
import re
import sys

linecache.clearcache()
re.purge()
sys._clear_internal_caches()
for name in [name for name in globals() if not name.startswith("__")]:
    del globals()[name]
# Frozen, what is there now costs no later collection anything.
__import__("gc").collect()
__import__("gc").collect()
__import__("gc").freeze()
