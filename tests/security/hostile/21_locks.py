# Tries to take a lock that the page and its other tabs share.
scope = await find_global()
forever = create_proxy(lambda lock: scope.Promise.new(create_proxy(lambda *settle: None)))
await attempt("query", lambda: scope.navigator.locks.query())
await attempt("request", lambda: [scope.navigator.locks.request("stolen", forever)])
await asyncio.sleep(0.3)
print("tried")
