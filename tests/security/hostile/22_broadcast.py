# Tries to talk to the page, and to its other tabs, through a channel of the origin.
scope = await find_global()
await attempt("post", lambda: scope.BroadcastChannel.new("victim").postMessage("stolen"))
await asyncio.sleep(0.3)
print("tried")
