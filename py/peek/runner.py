"""Run one program with its panels watching, and tell how it ended."""

import asyncio
import contextlib
import gc
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from sys import monitoring, setprofile, settrace
from time import perf_counter  # the function: a program may patch the module
from typing import Any

from peek import program
from peek.ending import Ending
from peek.host import HOST
from peek.output import Chunk, Output, Sink, text_stream
from peek.panels import PANELS
from peek.panels.output import Screen, show_written
from peek.panels.panel import Options, Panel, Run
from peek.protocol import Node, RanParams, RanResult, RunParams, RunResult
from peek.restore import free_tools, keeper
from peek.stdin import Source, text_input
from peek.tracebacks import own_entries
from peek.vault import lock

STREAMS = ("stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__")
LAST: list[Run] = []  # the finished run; the interpreter runs one program in its life


async def run(params: RunParams) -> RunResult:
    """Run a program; output and panels go out as events, the return value says how it ended."""
    this = Run(params["source"], params["filename"], others=params["files"])
    LAST[:] = [this]
    panels = [PANELS[name] for name in params["panels"]]
    restore = lock() if params.get("checked") else None
    output = Output(printer(this))
    with captured(output, params["stdin"]) as source:
        ending = Ending(this, source)
        with watched(panels, this):
            started = perf_counter()
            await attempt(this)
            duration = (perf_counter() - started) * 1000
        append("output", ending.tell(output))
        program.leave()
    with contextlib.suppress(BaseException):  # the program may have broken what lists them
        append("output", show_written(this.files.written()))
    show_panels(panels, this, params)
    result = ending.result(duration)
    if restore:
        restore()
    return result


def printer(this: Run) -> Callable[[list[Chunk]], None]:
    """Make the function that shows what a program writes, and keeps it."""
    screen = Screen()

    def show(chunks: list[Chunk]) -> None:
        this.printed += [chunk.text for chunk in chunks if chunk.stream == "stdout"]
        append("output", screen.show(chunks))

    return show


async def attempt(this: Run) -> None:
    """Run the program; its failure is a result and is kept."""
    others, free, restore = asyncio.all_tasks(), free_tools(), keeper()
    gc.freeze()  # what is there now is ours: the collector and the panels leave it alone
    try:
        try:
            await program.start(this)
        finally:
            settrace(None)  # this and the next before any function of ours is called
            setprofile(None)
            for tool in free:
                if monitoring.get_tool(tool):
                    monitoring.set_events(tool, 0)
            restore()
            await program.cancel(asyncio.all_tasks() - others)
    except BaseException as error:  # whatever a program raises is its result
        own = own_entries(error, this.files)
        this.error = BaseException.with_traceback(error, own[0] if own else None)


@contextlib.contextmanager
def captured(output: Output, lines: list[str]) -> Iterator[Source]:
    """Redirect the standard streams of the interpreter, also under their original names."""

    def ask() -> str | None:
        output.flush()
        line: str | None = HOST.ask()
        return line

    sinks = Sink("stdout", output), Sink("stderr", output)
    source = Source(lines, ask, lambda text: output.write("stdin", text))
    before = {name: getattr(sys, name) for name in STREAMS}
    streams = text_input(source), *map(text_stream, sinks)
    vars(sys).update(zip(STREAMS, streams * 2, strict=True))
    try:
        yield source
    finally:
        for name in ("stdout", "stderr"):
            with contextlib.suppress(BaseException):  # the program may have put anything there
                getattr(sys, name).flush()
        for sink in sinks:
            sink.finish()
        output.close()
        vars(sys).update(before)


@contextlib.contextmanager
def watched(panels: list[Panel], this: Run) -> Iterator[None]:
    """Let the panels that watch a running program do so."""
    with contextlib.ExitStack() as stack:
        for panel in panels:
            stack.enter_context(watching(panel, this))
        yield


@contextlib.contextmanager
def watching(panel: Panel, this: Run) -> Iterator[None]:
    """Let one panel watch; it may fail at both ends, the program between them does not.

    Nothing is made at the far end that the panel would see among the program's objects.
    """
    watch = begin(panel, this)
    yield
    try:
        if watch:
            watch.__exit__(None, None, None)
    except BaseException:  # it may have called into the program's objects
        report(panel.name)


def begin(panel: Panel, this: Run) -> AbstractContextManager[None] | None:
    try:
        watch = panel.watch and panel.watch(this, updater(panel))
        if watch:
            watch.__enter__()
    except Exception:
        report(panel.name)
        return None
    return watch


def updater(panel: Panel) -> Callable[[Any], None]:
    return lambda data: replace(panel.name, lambda: panel.show(data))


def show_panels(panels: list[Panel], this: Run, params: RunParams) -> None:
    """Collect and show what the panels know after the run."""
    for panel in panels:
        if panel.ran:
            replace(panel.name, after_run(panel, this, params["options"].get(panel.name, {})))


def after_run(panel: Panel, this: Run, options: Options) -> Callable[[], Node]:
    return lambda: panel.show(panel.ran(this, options)) if panel.ran else None


def ran(params: RanParams) -> RanResult:
    """Show one panel of the finished run again."""
    panel = PANELS[params["panel"]]
    if not (panel.ran and LAST):
        raise LookupError(f"{panel.title} has nothing to show: no program has run")
    return {"view": panel.show(panel.ran(LAST[0], params["options"]))}


def append(name: str, nodes: list[Node]) -> None:
    if nodes:
        HOST.emit({"event": "panel", "panel": name, "append": nodes})


def replace(name: str, make: Callable[[], Node]) -> None:
    """Show a panel; one that fails says so in its own place, and the others go on."""
    try:
        HOST.emit({"event": "panel", "panel": name, "view": make()})
    except BaseException:  # it may have called into the program's objects
        report(name)


def report(name: str) -> None:
    HOST.emit({"event": "panel", "panel": name, "error": failure()})


def failure() -> str:
    """Describe our own failure for the reader who may want to report it."""
    return traceback.format_exc(limit=-3)
