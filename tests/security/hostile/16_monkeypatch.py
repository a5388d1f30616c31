# Tries to stay: patches what the next program would use, and leaves tasks and hooks behind.
import asyncio, atexit, builtins, gc, io, json, sys, threading
import peek.bridge, peek.host, peek.runner


def stolen(*args, **kwargs):
    peek.host.HOST.emit({"event": "panel", "panel": "output", "append": ["stolen"]})


async def forever():
    while True:
        stolen()
        await asyncio.sleep(0.01)


print("tried")
builtins.print = stolen
builtins.__build_class__ = builtins.compile = builtins.exec = stolen
sys.settrace(lambda *args: None)
sys.setprofile(lambda *args: None)
sys.excepthook = sys.displayhook = sys.unraisablehook = stolen
sys.addaudithook(stolen)
gc.callbacks.append(stolen)
atexit.register(stolen)
peek.runner.captured = peek.runner.append = stolen
peek.bridge.METHODS["missing"] = peek.bridge.METHODS["run"] = stolen
sys.modules["sys"] = sys.modules["json"] = None
asyncio.get_running_loop()
task = asyncio.ensure_future(forever())
