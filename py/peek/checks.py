"""Check the program that has just run: run the check of its exercise, and say what it found.

The check comes in a request of its own, after the program has ended: the program never sees it,
and by then the interpreter is as it was before (``peek.vault``).
"""

import builtins
import inspect
from typing import Any

from peek import program, stack, strict, tracebacks
from peek.ending import exit_code, is_a
from peek.files import Files
from peek.output import Output
from peek.panels.panel import Run
from peek.protocol import CheckParams, Verdict
from peek.runner import LAST, captured

MAX_MESSAGE = 2_000  # characters
CHECK = Files(strict.FILENAME, {})
TAMPERED = "Your program has changed the check itself, so that it says nothing."


async def check(params: CheckParams) -> Verdict:
    """Check the finished run; ``source`` is the program's text."""
    if not LAST:
        raise LookupError("there is nothing to check: no program has run")
    run = LAST[0]
    if run.error is not None:
        return ended_early(run.error, run.files)
    tools = dict(strict.TOOLS)
    space = {
        "__name__": "check",
        "__builtins__": dict(vars(builtins)),
        "ns": strict.Names(run.namespace),
        "out": "".join(run.printed),
        "src": params["source"],
        **tools,
    }
    verdict = await attempt(params["check"], space, run)
    if any(space.get(name) is not tool for name, tool in tools.items()):
        return {"outcome": "failed", "message": TAMPERED}
    return verdict


async def attempt(source: str, space: dict[str, Any], run: Run) -> Verdict:
    """Run a check; what it or the program prints meanwhile is dropped."""
    with captured(Output(lambda _: None), []):
        try:
            await execute(source, space)
        except strict.FailedError as failed:
            found: Verdict = {"outcome": "failed", "message": failed.message[:MAX_MESSAGE]}
            if failed.line is not None:
                found["line"] = failed.line
            return found
        except BaseException as error:  # of the program's functions, or of the check
            return broken_off(error, run)
    return {"outcome": "passed", "message": ""}


async def execute(source: str, space: dict[str, Any]) -> None:
    stack.protect()
    tracebacks.remember_source(strict.FILENAME, source)
    code = strict.compile_check(source)
    if code.co_flags & inspect.CO_COROUTINE:
        await program.protected(eval(code, space))  # noqa: S307
    else:
        exec(code, space)  # noqa: S102


def ended_early(error: BaseException, files: Files) -> Verdict:
    """Say why a program that did not come to its end is not checked."""
    if is_a(error, KeyboardInterrupt):
        return {"outcome": "interrupted", "message": "Stopped before the end."}
    if is_a(error, SystemExit):
        how = f"ends itself, with exit status {exit_code(error)}"
    else:
        how = f"ends with {headline(error)}{place(error, files)}"
    return {
        "outcome": "raised",
        "message": f"Your program {how}. The check needs it to run to its end.",
    }


def broken_off(error: BaseException, run: Run) -> Verdict:
    """Say what ended a check, and whether it came from the program's code."""
    if is_a(error, KeyboardInterrupt):
        return {"outcome": "interrupted", "message": "Stopped before the check had ended."}
    where, what = place(error, run.files), headline(error)
    own = tracebacks.own_entries(error, CHECK)
    found: Verdict = {"outcome": "raised" if where else "stuck", "message": ""}
    told = f"your code ended with {what}{where}" if where else f"this came up: {what}"
    found["message"] = f"While it was being checked, {told}."[:MAX_MESSAGE]
    if own:
        found["line"] = own[-1].tb_lineno
    return found


def headline(error: BaseException) -> str:
    """Give an exception's type and message."""
    try:
        return tracebacks.headline(tracebacks.summarize(error, CHECK)).rstrip(".")[:MAX_MESSAGE]
    except BaseException:  # the exception is of a class that lies about itself
        return tracebacks.name_of(error)


def place(error: BaseException, files: Files) -> str:
    """Give the line of a program that an exception came from, if it passed through it."""
    own = tracebacks.own_entries(error, files)
    line = own[-1].tb_lineno if own else getattr(error, "lineno", None)
    known = own or (type(error) is SyntaxError and error.filename == files.main)
    return f" (line {line})" if known else ""
