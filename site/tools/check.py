"""Run one example and write down which of its lines printed what; runs inside Pyodide."""

import json
import sys
import time
import traceback

from peek import program
from peek.imports import needs
from peek.output import Output
from peek.packages import add as add_packages
from peek.panels.panel import Run
from peek.runner import captured

FILENAME = "main.py"


class Recorder(Output):
    """An output that keeps each write with the line of the program that made it."""

    def __init__(self) -> None:
        super().__init__(lambda _: None)
        self.writes: list[dict[str, object]] = []

    def write(self, stream: str, text: str) -> None:
        self.writes.append({"line": current_line(), "stream": stream, "text": text})


def current_line() -> int | None:
    """Give the innermost line of the program that is executing."""
    frame = sys._getframe()
    while frame and frame.f_code.co_filename != FILENAME:
        frame = frame.f_back
    return frame.f_lineno if frame else None


def failure(error: BaseException | None) -> dict[str, object] | None:
    if error is None:
        return None
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == FILENAME]
    line = error.lineno if isinstance(error, SyntaxError) and not lines else (lines or [None])[-1]
    return {"type": type(error).__name__, "message": str(error), "line": line}


def packages(text: str) -> str:
    """List what a program imports and the lesson asks for, as JSON."""
    asked = json.loads(text)
    return json.dumps([*dict.fromkeys([*asked["packages"], *needs(asked)["packages"]])])


def add(file: str) -> None:
    """Unpack a wheel."""
    add_packages({"files": [file]})


async def record(text: str) -> str:
    """Run ``{id, source, stdin, packages}``; returns ``{id, writes, error, seconds}``."""
    asked = json.loads(text)
    run = Run(asked["source"], FILENAME)
    recorder = Recorder()
    with captured(recorder, asked["stdin"].splitlines()):
        started = time.perf_counter()
        try:
            await program.execute(run)
        except BaseException as error:
            run.error = error
        seconds = time.perf_counter() - started
    found = {"writes": recorder.writes, "error": failure(run.error), "seconds": seconds}
    return json.dumps({"id": asked["id"], **found})
