"""What packages do in threads, done without: there are no threads in the browser.

Each replacement (:mod:`peek.seam` makes it) is the smallest that lets the package do its work: what
would run in a thread runs at once, in its place.

* anyio (FastAPI, Starlette): functions for a thread run inline, and the portal of TestClient drives
  a loop of its own.
* aiosqlite: its queue executes what is put into it.
* SQLAlchemy's asyncio: needs `greenlet` to wait inside of functions that are not async. What it
  waits for is done at once, so a greenlet here is a call.
"""

import asyncio
import sys
import time
import types
from asyncio import base_events, events, tasks
from asyncio.events import _get_running_loop as running_loop
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import Context, copy_context
from functools import cache
from typing import Any

NOTE = "In the browser, def endpoints run inline: there are no threads"
NOTED = frozenset({"anyio"})  # packages that make the note worth saying

# Pyodide's own time.sleep lets the browser's loop go on meanwhile, which no loop here survives.
sleep = getattr(time.sleep, "__wrapped__", time.sleep)


class Timer:
    """Stands where a loop asks which of its files are ready: there are none, so time passes."""

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("deadlock: nothing is left that could wake what is waited for")
        if timeout > 0:
            sleep(timeout)
        return []

    def close(self) -> None:
        """Close nothing."""


class InlineLoop(base_events.BaseEventLoop):
    """A loop of callbacks and timers that can be driven while the browser's own loop runs."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = Timer()

    def _process_events(self, event_list: list[Any]) -> None:
        """Process none."""

    def _write_to_self(self) -> None:
        """Nobody else could wake it."""

    def run_in_executor(self, _: Any, func: Any, *args: Any) -> Any:  # type: ignore[override]
        """Call the function at once."""
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except BaseException as error:
            future.set_exception(error)
        return future

    def run_until_complete(self, future: Any) -> Any:
        """Run as the current loop; the one that runs now is so again afterwards."""
        outer = running_loop()
        task = tasks.current_task(outer) if outer else None
        if outer and task:
            tasks._leave_task(outer, task)  # before its loop is no longer the current one
        events._set_running_loop(None)
        try:
            return super().run_until_complete(future)
        finally:
            events._set_running_loop(outer)
            if outer and task:
                tasks._enter_task(outer, task)


class Driving(Future[Any]):
    """A future whose result is worked for by whoever waits for it, as no other thread does."""

    def result(self, _: float | None = None) -> Any:
        self.drive()
        return super().result(0)

    def exception(self, _: float | None = None) -> BaseException | None:
        self.drive()
        return super().exception(0)

    def drive(self) -> None:
        if not self.done():
            portal_loop().run_until_complete(self.done_in_time())

    async def done_in_time(self) -> None:
        await asyncio.wait([asyncio.wrap_future(self)])


@cache
def portal_loop() -> InlineLoop:
    """Give the loop of all portals: whoever waits for one of them lets all go on."""
    return InlineLoop()


class PortalThread:
    """The thread of a portal: a task of the common loop."""

    task: asyncio.Task[Any]

    def __init__(self, target: Callable[[], Any], **_: Any) -> None:
        self.target = target

    def start(self) -> None:
        self.target()
        self.task = STARTED.pop()

    def join(self) -> None:
        portal_loop().run_until_complete(asyncio.wait([self.task]))


STARTED: list[asyncio.Task[Any]] = []  # by a thread that will ask for it at once


def replace_portals(module: Any) -> None:
    """Change anyio.from_thread: TestClient and its portals."""

    def run_eventloop(function: Any, **_: Any) -> None:
        STARTED.append(portal_loop().create_task(function(), context=Context()))

    module.Thread = PortalThread
    module.Future = Driving
    module.run_eventloop = run_eventloop
    module.get_ident = object  # nobody is ever in the thread of a portal
    module.current_thread = types.SimpleNamespace  # nor has it a name


def replace_workers(module: Any) -> None:
    """Change anyio's backend: functions for a worker thread run inline."""

    async def run_sync_in_worker_thread(cls: Any, /, func: Any, args: Any, **_: Any) -> Any:
        await cls.checkpoint()
        return copy_context().run(func, *args)

    module.Future = Driving
    module.AsyncIOBackend.run_sync_in_worker_thread = classmethod(run_sync_in_worker_thread)


class NoThread:
    """A thread that has nothing to do."""

    daemon = False

    def __init__(self, **_: Any) -> None:
        """Take what a thread takes."""

    def start(self) -> None:
        """Start nothing."""


class AtOnce:
    """A queue that executes what is put into it."""

    def put_nowait(self, item: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = item
        try:
            result = function()
        except BaseException as error:
            if future:
                future.set_exception(error)
        else:
            if future:
                future.set_result(result)


def replace_queue(module: Any) -> None:
    """Change aiosqlite.core: a connection needs no thread."""
    module.Thread = NoThread
    module.SimpleQueue = AtOnce


class Root:
    """The greenlet that is current where none has been started: it waits for others."""

    def switch(self, awaitable: Any) -> Any:
        """Finish what SQLAlchemy waits for, which must not really have to wait."""
        CURRENT[-1].waited = True
        CURRENT.append(self)
        try:
            awaitable.__await__().send(None)
        except StopIteration as stop:
            return stop.value
        finally:
            CURRENT.pop()
        raise RuntimeError(BUSY)


class Greenlet:
    """Runs its function to the end at the first switch."""

    dead = False
    ran = False
    waited = False

    def __init__(self, run: Callable[..., Any], parent: Any) -> None:
        self.run = run
        self.parent = parent

    def switch(self, *args: Any, **kwargs: Any) -> Any:
        """Return the result; if it has waited meanwhile, as something to await and hand back."""
        if self.ran:
            self.dead = True
            return args[0]
        CURRENT.append(self)
        try:
            result = self.run(*args, **kwargs)
        finally:
            CURRENT.pop()
        self.ran, self.dead = True, not self.waited
        return finished(result) if self.waited else result


CURRENT: list[Any] = [Root()]
BUSY = "SQLAlchemy would have to wait here, for a free connection say, which the browser cannot do"


async def finished(result: Any) -> Any:
    return result


def replace_greenlets(_: Any) -> None:
    """Give sqlalchemy.util.concurrency the greenlets that it imports."""
    module: Any = types.ModuleType("greenlet")
    module.greenlet = Greenlet
    module.getcurrent = lambda: CURRENT[-1]
    sys.modules.setdefault("greenlet", module)


REPLACED: dict[str, Callable[[Any], None]] = {
    "anyio._backends._asyncio": replace_workers,
    "anyio.from_thread": replace_portals,
    "aiosqlite.core": replace_queue,
    "sqlalchemy.util.concurrency": replace_greenlets,
}


def guard_waiting() -> None:
    """Let nothing wait for the browser's loop inside of an :class:`InlineLoop`."""
    from pyodide import webloop

    can_run_sync = webloop.can_run_sync
    webloop.can_run_sync = lambda: not isinstance(running_loop(), InlineLoop) and can_run_sync()
