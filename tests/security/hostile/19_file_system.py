# Tries the page's private file system.
scope = await find_global()


async def write():
    root = await scope.navigator.storage.getDirectory()
    await root.getFileHandle("stolen", options(create=True))


await attempt("getDirectory", write)
await attempt("buckets", lambda: scope.navigator.storageBuckets.open("stolen"))
await attempt("webkitRequestFileSystem", lambda: scope.webkitRequestFileSystemSync(0, 1024))
print("tried")
