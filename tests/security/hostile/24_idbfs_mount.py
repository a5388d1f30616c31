# Tries Emscripten's own file system over IndexedDB.
import os, pyodide_js


async def sync():
    done = asyncio.get_running_loop().create_future()
    os.makedirs("/stolen", exist_ok=True)
    pyodide_js.FS.mount(pyodide_js.FS.filesystems.IDBFS, to_js({}), "/stolen")
    with open("/stolen/file", "w") as file:
        file.write("stolen")
    pyodide_js.FS.syncfs(False, create_proxy(lambda error=None: done.set_result(error)))
    if error := await done:
        raise OSError(str(error))


await attempt("mount and sync", sync)
await asyncio.sleep(0.3)
print("tried")
