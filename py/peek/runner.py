"""Run one program with its panels watching, and tell how it ended."""

import builtins
import contextlib
import gc
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from peek import program, stdin, tracebacks
from peek.host import HOST, NoInputError
from peek.output import Output, text_stream
from peek.panels import PANELS
from peek.panels.output import Screen, show_traceback
from peek.panels.panel import Panel, Run
from peek.protocol import Node, RanParams, RanResult, RunParams, RunResult, Status

LAST: list[Run] = []  # the finished run; the interpreter runs one program in its life


async def run(params: RunParams) -> RunResult:
    """Run a program; output and panels go out as events, the return value says how it ended."""
    this = Run(params["source"], params["filename"])
    LAST[:] = [this]
    panels = [PANELS[name] for name in params["panels"]]
    screen = Screen()
    output = Output(lambda chunks: append("output", screen.show(chunks)))
    with captured(output, params["stdin"]), watched(panels, this):
        started = time.perf_counter()
        await attempt(this)
        duration = (time.perf_counter() - started) * 1000
        status = ending(this.error)
        output.close()
        show_end(this, status)
    show_panels(panels, this, params)
    return result(this, status, duration)


async def attempt(this: Run) -> None:
    """Run the program; its failure is a result and is kept."""
    gc.freeze()  # what is there now is ours: the collector and the panels leave it alone
    try:
        await program.execute(this)
    except BaseException as error:  # noqa: BLE001  (whatever a program raises is its result)
        this.error = error


def ending(error: BaseException | None) -> Status:
    """Name the way a program ended."""
    match error:
        case None:
            return "finished"
        case SystemExit():
            return "exited"
        case NoInputError():
            return "input"
        case KeyboardInterrupt():
            return "interrupted"
    return "failed"


def result(this: Run, status: Status, duration: float) -> RunResult:
    found: RunResult = {"status": status, "duration": duration, "markers": []}
    if isinstance(this.error, SystemExit):
        found["exit_code"] = exit_code(this.error)
    elif this.error and status in ("failed", "interrupted"):
        found["markers"] = tracebacks.markers(this.error, this.filename, this.source)
    return found


def exit_code(error: SystemExit) -> int:
    """Give the status a shell would see: None is 0, a message (shown on stderr) is 1."""
    if error.code is None:
        return 0
    return error.code if isinstance(error.code, int) else 1


@contextlib.contextmanager
def captured(output: Output, lines: list[str]) -> Iterator[None]:
    """Redirect the standard streams of the interpreter."""
    sys.stdout, sys.stderr = text_stream("stdout", output), text_stream("stderr", output)
    sys.stdin = stdin.Stdin(lines, lambda text: output.write("stdin", text))
    builtins.input = stdin.read_line
    try:
        yield
    finally:
        output.close()
        sys.stdout, sys.stderr, sys.stdin = sys.__stdout__, sys.__stderr__, sys.__stdin__


@contextlib.contextmanager
def watched(panels: list[Panel], this: Run) -> Iterator[None]:
    """Let the panels that watch a running program do so."""
    with contextlib.ExitStack() as stack:
        for panel in panels:
            if panel.watch:
                stack.enter_context(panel.watch(this, updater(panel)))
        yield


def updater(panel: Panel) -> Callable[[Any], None]:
    return lambda data: replace(panel.name, lambda: panel.show(data))


def show_end(this: Run, status: Status) -> None:
    """Show the traceback of an error, or the message of ``sys.exit("message")``."""
    if isinstance(this.error, SystemExit):
        if not isinstance(this.error.code, int | None):
            print(this.error.code, file=sys.stderr)  # noqa: T201
    elif this.error and status != "input":
        text = tracebacks.describe(this.error, this.filename)
        append("output", [show_traceback(text, this.filename)])


def show_panels(panels: list[Panel], this: Run, params: RunParams) -> None:
    """Collect and show what the panels know after the run."""
    for panel in panels:
        options = params["options"].get(panel.name, {})
        if ran := panel.ran:
            replace(panel.name, lambda p=panel, r=ran, o=options: p.show(r(this, o)))


def ran(params: RanParams) -> RanResult:
    """Show one panel of the finished run again."""
    panel = PANELS[params["panel"]]
    if not (panel.ran and LAST):
        raise LookupError(f"{panel.title} has nothing to show: no program has run")
    return {"view": panel.show(panel.ran(LAST[0], params["options"]))}


def append(name: str, nodes: list[Node]) -> None:
    HOST.emit({"event": "panel", "panel": name, "append": nodes})


def replace(name: str, make: Callable[[], Node]) -> None:
    """Show a panel; one that fails says so in its own place, and the others go on."""
    try:
        HOST.emit({"event": "panel", "panel": name, "view": make()})
    except Exception:  # noqa: BLE001
        HOST.emit({"event": "panel", "panel": name, "error": failure()})


def failure() -> str:
    """Describe our own failure for the reader who may want to report it."""
    return traceback.format_exc(limit=-3)
