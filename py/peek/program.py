"""Execute one program in a fresh ``__main__``, as ``python main.py`` would."""

import ast
import asyncio
import atexit
import builtins
import inspect
import sys
import types
from collections.abc import Generator
from typing import Any

from peek import stack
from peek.panels.panel import Run
from peek.tracebacks import remember_source

TOP_LEVEL_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
PATIENCE = 1.0  # seconds that the tasks left at the end of a program have to clean up


def compile_source(source: str, filename: str) -> types.CodeType:
    """Compile a whole file; ``await`` is allowed at its top level, as in the REPL of asyncio."""
    code: types.CodeType = compile(
        source, filename, "exec", flags=TOP_LEVEL_AWAIT, dont_inherit=True
    )
    return code


async def execute(run: Run) -> None:
    """Run ``run.source`` from its first line to its exit functions."""
    others = asyncio.all_tasks()
    try:
        await start(run)
    finally:
        await cancel(asyncio.all_tasks() - others)
        leave()


async def start(run: Run) -> None:
    """Compile and run ``run.source``; fills in its code and namespace as they come to be."""
    stack.protect()
    remember_source(run.filename, run.source)
    run.files.write()
    prepare_imports(run)
    sys.argv[:] = [run.filename]
    run.namespace = fresh_main(run.filename)
    run.code = compile_source(run.source, run.filename)
    if run.code.co_flags & inspect.CO_COROUTINE:
        await protected(eval(run.code, run.namespace))  # noqa: S307
    else:
        exec(run.code, run.namespace)  # noqa: S102


def prepare_imports(run: Run) -> None:
    """Let a program import its own files as ``python main.py`` does."""
    folder = run.files.folder.removesuffix("/")
    sys.path[:] = [folder, *filter(None, sys.path)]
    # It may have been searched already. (The other finders must not forget what they know: of the
    # standard library nothing may be there yet but its directory, which the snapshot holds.)
    sys.path_importer_cache.pop(folder, None)
    if run.others:
        # Pyodide keeps no bytecode. Programs of several files are about that among other things;
        # elsewhere it would only cost each import of a package the time to write it.
        sys.dont_write_bytecode = False


async def cancel(tasks: set[asyncio.Task[Any]]) -> None:
    """End the tasks that a program leaves behind, as ``asyncio.run`` does; not all give in."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=PATIENCE)


def leave() -> None:
    """Call what the program has registered with ``atexit``."""
    stack.protect()
    atexit._run_exitfuncs()


def fresh_main(filename: str) -> dict[str, Any]:
    """Put a new module in place of ``__main__`` and return its namespace."""
    main = types.ModuleType("__main__")
    vars(main).update(__file__=filename, __builtins__=builtins)
    sys.modules["__main__"] = main
    return vars(main)


@types.coroutine
def protected(coroutine: Any) -> Generator[Any, Any, Any]:
    """Drive a coroutine; each of its steps enters Python anew and needs its own stack bound."""
    step, value = coroutine.send, None
    while True:
        stack.protect()
        try:
            waiting = step(value)
        except StopIteration as stop:
            if stop.__traceback__ and stop.__traceback__.tb_next:  # the program has raised it
                raise RuntimeError("coroutine raised StopIteration") from stop
            return stop.value
        try:
            step, value = coroutine.send, (yield waiting)
        except BaseException as error:  # handed on to the program
            step, value = coroutine.throw, error
