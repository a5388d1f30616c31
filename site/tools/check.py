"""Run one example and write down which of its lines printed what; runs inside Pyodide."""

import json
import sys
import time
import traceback

from peek import checks, program, runner
from peek.output import Output
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


async def look(text: str) -> str:
    """Answer a program with what it did, or one that has a check with what the check says."""
    asked = json.loads(text)
    found = await (verdict(asked) if "check" in asked else record(asked))
    return json.dumps({"id": asked["id"], **found})


async def record(asked: dict[str, str]) -> dict[str, object]:
    """Run ``{source, stdin}``; returns ``{writes, error, seconds}``."""
    run = Run(asked["source"], FILENAME)
    recorder = Recorder()
    with captured(recorder, asked["stdin"].splitlines()):
        started = time.perf_counter()
        try:
            await program.execute(run)
        except BaseException as error:
            run.error = error
        seconds = time.perf_counter() - started
    return {"writes": recorder.writes, "error": failure(run.error), "seconds": seconds}


async def verdict(asked: dict[str, str]) -> dict[str, object]:
    """Run ``{source, stdin, check}`` as the page does; returns ``{verdict}``."""
    await runner.run(
        {
            "source": asked["source"],
            "filename": FILENAME,
            "panels": [],
            "options": {},
            "stdin": asked["stdin"].splitlines(),
            "checked": True,
        }
    )
    found = await checks.check({"source": asked["source"], "check": asked["check"]})
    return {"verdict": found}


look
