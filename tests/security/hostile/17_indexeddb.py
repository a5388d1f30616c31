# Tries the page's IndexedDB: lists, reads, deletes, makes.
scope = await find_global()


async def settled(request):
    done = asyncio.get_running_loop().create_future()
    request.onsuccess = create_proxy(lambda event: done.set_result(request.result))
    request.onerror = create_proxy(lambda event: done.set_exception(OSError("refused")))
    return await asyncio.wait_for(done, 1)


await attempt("databases", lambda: scope.indexedDB.databases())
await attempt("open", lambda: settled(scope.indexedDB.open("stolen")))
await attempt("delete", lambda: settled(scope.indexedDB.deleteDatabase("victim")))
await asyncio.sleep(0.3)
print("tried")
