"""What packages do in threads, done without: the loop, the greenlets and the hook."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from peek import threads


@pytest.fixture
def inline() -> Iterator[threads.InlineLoop]:
    loop = threads.InlineLoop()
    yield loop
    loop.close()


def test_a_loop_runs_inside_of_the_running_one_which_goes_on_as_before(
    inline: threads.InlineLoop,
) -> None:
    from pyodide.ffi import run_sync

    async def inner() -> str:
        await asyncio.sleep(0.001)
        return await asyncio.get_running_loop().run_in_executor(None, "inner".upper)

    async def outer() -> tuple[str, bool]:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        found = inline.run_until_complete(inner())
        await asyncio.sleep(0)
        return found, (asyncio.current_task(), asyncio.get_running_loop()) == (task, loop)

    assert run_sync(outer()) == ("INNER", True)


def test_waiting_for_what_nobody_will_do_fails_instead_of_hanging(
    inline: threads.InlineLoop,
) -> None:
    with pytest.raises(RuntimeError, match="deadlock"):
        inline.run_until_complete(inline.create_future())


def test_sleeping_in_an_inline_loop_takes_its_time_and_returns(
    hooked: None, inline: threads.InlineLoop
) -> None:
    async def sleep() -> None:
        time.sleep(0.01)

    started = time.perf_counter()
    inline.run_until_complete(sleep())
    assert time.perf_counter() - started > 0.009


def test_a_greenlet_waits_for_what_is_done() -> None:
    async def double(number: int) -> int:
        return number * 2

    def work(number: int) -> int:
        first: int = threads.CURRENT[-1].parent.switch(double(number))
        second: int = threads.CURRENT[-1].parent.switch(double(first))
        return second

    greenlet = threads.Greenlet(work, threads.CURRENT[-1])
    with pytest.raises(StopIteration) as stop:
        greenlet.switch(1).send(None)
    assert (greenlet.dead, greenlet.switch(stop.value.value), greenlet.dead) == (False, 4, True)
    assert len(threads.CURRENT) == 1


def test_a_greenlet_that_waits_for_nothing_is_over_at_once() -> None:
    greenlet = threads.Greenlet(lambda: 7, threads.CURRENT[-1])
    assert (greenlet.switch(), greenlet.dead) == (7, True)


def test_a_greenlet_that_would_have_to_wait_says_so() -> None:
    def work() -> None:
        threads.CURRENT[-1].parent.switch(asyncio.sleep(1))

    with pytest.raises(RuntimeError, match="would have to wait"):
        threads.Greenlet(work, threads.CURRENT[-1]).switch()
    assert len(threads.CURRENT) == 1
