# Tries the page's Cache storage: lists, makes, deletes.
scope = await find_global()
await attempt("keys", lambda: scope.caches.keys())
await attempt("open", lambda: scope.caches.open("stolen"))
await attempt("delete", lambda: scope.caches.delete("victim"))
print("tried")
