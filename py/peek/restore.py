"""Put back what Peek needs and a program may have changed in the interpreter."""

import builtins
from collections.abc import Callable
from sys import getrecursionlimit, monitoring, setrecursionlimit

TOOLS = range(6)  # that sys.monitoring knows


def keeper() -> Callable[[], None]:
    """Remember how things are now; the function that is returned makes them so again."""
    names = dict(builtins.__dict__)
    limit = getrecursionlimit()

    def restore() -> None:
        builtins.__dict__.update(names)
        setrecursionlimit(limit)

    return restore


def free_tools() -> list[int]:
    """List the tools of ``sys.monitoring`` that are in nobody's use."""
    return [tool for tool in TOOLS if monitoring.get_tool(tool) is None]
