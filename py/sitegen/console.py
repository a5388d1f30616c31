"""What the commands say to the person who runs them."""

import contextlib
import time
from collections.abc import Iterator

from rich.console import Console

CONSOLE = Console(highlight=False)
ERRORS = Console(stderr=True, highlight=False)


@contextlib.contextmanager
def progress(says: str) -> Iterator[None]:
    """Show that something takes its time; say how long it took."""
    started = time.monotonic()
    if CONSOLE.is_terminal:
        with CONSOLE.status(says):
            yield
    else:
        CONSOLE.print(f"{says} …")
        yield
    CONSOLE.print(f"{says}: {time.monotonic() - started:.1f} s", style="dim")


def say(text: str) -> None:
    """Print a line."""
    CONSOLE.print(text, soft_wrap=True)


def complain(text: str) -> None:
    """Print what went wrong."""
    ERRORS.print(text, style="red", soft_wrap=True, markup=False)
