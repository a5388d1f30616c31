# Goes before every program: what a hostile program would bring along.
import asyncio, inspect, js
from pyodide.ffi import create_proxy, to_js
from pyodide.webloop import scheduleCallback


async def find_global():
    """The worker's real global object, by the ways that are known; None if there is none."""
    if hasattr(js, "WorkerGlobalScope"):
        return js
    caught = []
    keep = create_proxy(lambda this, *rest: caught.append(this), capture_this=True)
    scheduleCallback(keep, 10)
    await asyncio.sleep(0.1)
    for candidate in (lambda: caught[0], lambda: to_js([1]).constructor.constructor("return globalThis")()):
        try:
            if hasattr(candidate(), "WorkerGlobalScope"):
                return candidate()
        except BaseException as error:
            print("no global:", type(error).__name__, str(error)[:80])
    return None


async def attempt(name, act):
    """Tries one thing, for at most a second, and says how it went."""
    try:
        result = act()
        if inspect.isawaitable(result):
            result = await asyncio.wait_for(result, 1)
    except BaseException as error:
        print("blocked:", name, type(error).__name__, str(error).strip()[-120:].replace("\n", " "))
        return None
    print("done:", name)
    return result


def options(**values):
    return to_js(values, dict_converter=to_js({}).constructor.fromEntries)


# ---
