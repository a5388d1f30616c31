# Tries to ask the page's own server for things, in the reader's name.
scope = await find_global()
for mode in ("cors", "no-cors"):
    await attempt(mode, lambda: scope.fetch(f"{SITE}stolen?{mode}", options(mode=mode, credentials="include")))
await attempt("relative", lambda: scope.fetch("/stolen"))
await asyncio.sleep(0.3)
print("tried")
