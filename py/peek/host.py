"""The way out of the interpreter: events go to the page, lines of input come back.

Nothing here imports ``js``; the worker connects its own functions through :mod:`peek.bridge`, and
tests connect theirs.
"""

from collections.abc import Callable
from typing import Any

from peek.protocol import Event


class NoInputError(BaseException):
    """Ends a program that asks for input where nothing can wait for it.

    A ``BaseException``, so that ``except Exception`` in the program does not keep it.
    """


type Emit = Callable[[Event], None]
type Ask = Callable[[], str | None]


def _nowhere(event: Event) -> None:
    """Drop events until somebody is connected."""


def _nobody() -> str | None:
    raise NoInputError


class Host:
    """What the interpreter is connected to."""

    emit: Emit = staticmethod(_nowhere)
    ask: Ask = staticmethod(_nobody)  # waits for a line; None is the end of the input


HOST: Any = Host()
