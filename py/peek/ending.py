"""Work out how a run ended, and tell the reader."""

import contextlib
import sys
from collections.abc import Iterator

from peek import tracebacks
from peek.markers import markers
from peek.nodes import Node
from peek.output import Output
from peek.panels.output import show_traceback
from peek.panels.panel import Run
from peek.protocol import Marker, RunResult, Status
from peek.stdin import Source


class Ending:
    """The end of a run; made before it begins, to notice what the program changes."""

    def __init__(self, run: Run, source: Source) -> None:
        self.run = run
        self.source = source
        self.hooks = (sys.excepthook, sys.__excepthook__)
        self.markers: list[Marker] = []

    @property
    def status(self) -> Status:
        if is_a(self.run.error, KeyboardInterrupt):
            return "interrupted"
        if self.source.starved:  # even if the program has coped with that
            return "input"
        if self.run.error is None:
            return "finished"
        return "exited" if is_a(self.run.error, SystemExit) else "failed"

    def result(self, duration: float) -> RunResult:
        found: RunResult = {
            "status": self.status,
            "duration": duration,
            "markers": self.markers,
        }
        if self.status == "exited":
            found["exit_code"] = exit_code(self.run.error)
        return found

    def tell(self, output: Output) -> list[Node]:
        """Give the traceback of an error; write the message of ``sys.exit("message")``."""
        error = self.run.error
        if self.status == "exited":
            output.write("stderr", exit_message(error))
        if error is None or self.status in ("exited", "input"):
            output.flush()
            return []
        text, self.markers = self._failure(error)
        output.close()
        return [show_traceback(text, self.run.files)] if text else []

    def _failure(self, error: BaseException) -> tuple[str, list[Marker]]:
        tracebacks.remember_source(self.run.filename, self.run.source)
        text, message = self._text(error)
        found = markers(error, self.run.files, message)
        return "".join(self._hooked(error, text)), found

    def _text(self, error: BaseException) -> tuple[str, str]:
        """Give the traceback and its last line."""
        try:
            summary = tracebacks.summarize(error, self.run.files)
            return tracebacks.describe(summary), tracebacks.headline(summary)
        except BaseException:  # the exception is of a class that lies about itself
            text = tracebacks.describe_anyhow(error, self.run.files)
            return text, tracebacks.name_of(error)

    def _hooked(self, error: BaseException, text: str) -> Iterator[str]:
        """Call the program's ``sys.excepthook``, if it has set one, instead of showing text."""
        hook = getattr(sys, "excepthook", None)
        if hook is None or hook in self.hooks:
            yield text
            return
        try:
            hook(type(error), error, error.__traceback__)
        except BaseException as failure:
            told, _ = self._text(failure)
            yield f"Error in sys.excepthook:\n{told}"
            yield f"\nOriginal exception was:\n{text}"


def is_a(error: BaseException | None, kind: type[BaseException]) -> bool:
    """Ask an exception's type, not the exception itself as ``isinstance`` does in the end."""
    return issubclass(type(error), kind)


def exit_code(error: BaseException | None) -> int:
    """Give the status a shell would see: None is 0, a message is 1, only eight bits count."""
    code = code_of(error)
    if code is None:
        return 0
    return int.__and__(code, 0xFF) if isinstance(code, int) else 1


def exit_message(error: BaseException | None) -> str:
    """Give what is printed for ``sys.exit("message")``."""
    code = code_of(error)
    if code is None or isinstance(code, int):
        return ""
    with contextlib.suppress(BaseException):
        return f"{code!s}\n"
    return ""


def code_of(error: BaseException | None) -> object:
    """Read the exit code, which a subclass may have made a property that fails."""
    try:
        return getattr(error, "code", 1)
    except BaseException:
        return 1
