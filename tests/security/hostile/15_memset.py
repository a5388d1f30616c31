# Tries to leave its own interpreter's memory broken for whoever runs next.
import ctypes

print("tried")
ctypes.memset(1024, 0xFF, 1 << 20)
ctypes.CFUNCTYPE(ctypes.c_int)(12345678)()
