"""A server of another origin that takes any request and keeps a record of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from sitegen.serving import Server


class RecordingServer:
    """A running server; ``requests`` holds lines such as ``POST /path``, in order."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.connections = 0
        self.server = Counting(("127.0.0.1", 0), handler(self.requests))
        self.server.recorder = self

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def forget(self) -> None:
        """Begin anew."""
        self.requests.clear()
        self.connections = 0


class Counting(Server):
    """Counts connections too: a WebSocket that is refused has made one."""

    recorder: RecordingServer

    def process_request(self, request: Any, client_address: Any) -> None:
        self.recorder.connections += 1
        super().process_request(request, client_address)


@contextmanager
def recording() -> Iterator[RecordingServer]:
    """Run a recording server on a free port."""
    recorder = RecordingServer()
    thread = threading.Thread(target=recorder.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield recorder
    finally:
        recorder.server.shutdown()
        recorder.server.server_close()


def handler(requests: list[str]) -> type[BaseHTTPRequestHandler]:
    class Recording(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            requests.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = answer

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Keep quiet; the list is the record."""

    return Recording
