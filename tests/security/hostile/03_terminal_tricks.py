# Tries terminal escapes that make links, set titles or ask back, bidirectional overrides, and a line of 10 MB.
print("\x1b]8;;javascript:window.pwned=1\x1b\\link\x1b]8;;\x1b\\")
print("\x1b]0;stolen\x07\x1b[6n\x1bP+q544e\x1b\\\x9b31m\x1b[31;</span><img src=x onerror=pwned=1>m")
print("\x1b[" + "1;" * 100_000 + "m\x1b[999999999999999999999m")
print("\u202e\u2066fdp.exe\ud800".encode("utf-8", "replace").decode(), "\0\x08\x08")
print("tried")
print("x" * 10_000_000)
