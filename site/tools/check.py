"""Run one example and write down which of its lines printed what; runs inside Pyodide."""

import asyncio
import contextlib
import importlib
import json
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from peek import checks, installing, program, runner
from peek.files import Files
from peek.host import HOST
from peek.imports import needs
from peek.output import Output
from peek.packages import add as add_packages
from peek.packages import providers
from peek.panels.panel import Run
from peek.runner import captured

MAIN = "main.py"
SHELF = Path("/shelf")


class Recorder(Output):
    """An output that keeps each write with the lines of the program that made it."""

    def __init__(self, files: Files) -> None:
        super().__init__(lambda _: None)
        self.files = files
        self.writes: list[dict[str, object]] = []

    def write(self, stream: str, text: str) -> None:
        self.writes.append({"lines": current_lines(self.files), "stream": stream, "text": text})


def current_lines(files: Files) -> dict[str, int]:
    """Give the innermost line that is executing of each file of the program."""
    lines: dict[str, int] = {}
    frame = sys._getframe()
    while frame:
        if path := files.given(frame.f_code.co_filename):
            lines.setdefault(path, frame.f_lineno)
        frame = frame.f_back
    return lines


def failure(error: BaseException | None, files: Files) -> dict[str, object] | None:
    if error is None:
        return None
    frames = traceback.extract_tb(error.__traceback__)
    places = [(path, f.lineno) for f in frames if (path := files.given(f.filename))]
    file, line = places[-1] if places else (files.main, None)
    broken = files.given(error.filename) if isinstance(error, SyntaxError) else None
    if broken and (broken != files.main or not places):
        file, line = broken, error.lineno
    return {"type": type(error).__name__, "message": str(error), "file": file, "line": line}


def packages(text: str) -> str:
    """List what a program imports and the lesson asks for, as JSON."""
    asked = json.loads(text)
    return json.dumps([*dict.fromkeys([*asked["packages"], *needs(asked)["packages"]])])


def add(file: str) -> None:
    """Unpack a wheel."""
    add_packages({"files": [file]})


def warm(asked: dict[str, Any]) -> None:
    """Import what a program imports from packages, as the page's snapshots have it imported.

    It takes seconds, which are not the example's.
    """
    for name in needs(asked)["modules"]:
        if providers([name]):
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


def serve(event: Any) -> None:
    """Answer what micropip asks the page for."""
    if event["event"] != "fetch":
        return
    found = SHELF / event["url"].removeprefix(installing.ROOT)
    reply: installing.DeliverParams = {"id": event["id"]}
    if found.is_file():
        reply["file"] = shutil.copy(found, tempfile.gettempdir())
    else:
        reply["error"] = f"{event['url']} is not in the site's own index"
    asyncio.get_running_loop().call_soon(installing.deliver, reply)


async def look(text: str) -> str:
    """Answer a program with what it did, or one that has a check with what the check says."""
    HOST.emit = serve
    asked = json.loads(text)
    found = await (verdict(asked) if "check" in asked else record(asked))
    return json.dumps({"id": asked["id"], **found})


async def record(asked: dict[str, Any]) -> dict[str, object]:
    """Run ``{source, files, stdin}``; returns ``{writes, error, seconds}``."""
    run = Run(asked["source"], MAIN, others=asked["files"])
    recorder = Recorder(run.files)
    warm(asked)
    with captured(recorder, asked["stdin"].splitlines()):
        started = time.perf_counter()
        try:
            await program.execute(run)
        except BaseException as error:
            run.error = error
        seconds = time.perf_counter() - started
    error = failure(run.error, run.files)
    return {"writes": recorder.writes, "error": error, "seconds": seconds}


async def verdict(asked: dict[str, Any]) -> dict[str, object]:
    """Run ``{source, stdin, check}`` as the page does; returns ``{verdict}``."""
    await runner.run(
        {
            "source": asked["source"],
            "filename": MAIN,
            "files": {},
            "panels": [],
            "options": {},
            "stdin": asked["stdin"].splitlines(),
            "checked": True,
        }
    )
    found = await checks.check({"source": asked["source"], "check": asked["check"]})
    return {"verdict": found}
