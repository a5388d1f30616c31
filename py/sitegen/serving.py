"""Serve the built site for reading and writing lessons: rebuilds on change, reloads the page."""

import gzip
import socket
import threading
from functools import cache
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from sitegen import dist
from sitegen.console import complain, progress, say
from sitegen.errors import LessonError
from sitegen.paths import DIST, LESSONS, PY, SITE
from sitegen.run import FailedError

COMPRESSED = {".html", ".js", ".css", ".svg", ".wasm", ".json"}
EVENTS = "/-/events"
SCRIPT = "/-/reload.js"
# Reloads when the server says that something has changed, and again after the server's restart.
RELOADER = f"new EventSource('{EVENTS}').onmessage = () => location.reload();\n"


class Changes:
    """Counts the builds; whoever waits hears of the next one."""

    def __init__(self) -> None:
        self.count = 0
        self.changed = threading.Condition()

    def tell(self) -> None:
        """Wake everybody who waits."""
        with self.changed:
            self.count += 1
            self.changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the next build; false if none came in time."""
        with self.changed:
            seen = self.count
            return self.changed.wait_for(lambda: self.count != seen, seconds)


class Handler(SimpleHTTPRequestHandler):
    """Serves a directory, compressing what compresses well, as static hosts do."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed if the browser takes that."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        takes_gzip = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes_gzip and path.suffix in COMPRESSED and path.is_file()):
            super().do_GET()
            return
        self.send_body(self.content(path), self.guess_type(path), encoding="gzip")

    def content(self, path: Path) -> bytes:
        """Give the compressed content of a file."""
        return compressed(path, path.stat().st_mtime_ns)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for what is not there, as static hosts do."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = b"" if self.command == "HEAD" else page.read_bytes()
        self.send_body(body, "text/html; charset=utf-8", status=code)

    def send_response(self, code: int, message: str | None = None) -> None:
        """Begin an answer, and remember how it ended."""
        self.status = code
        super().send_response(code, message)

    def send_body(
        self, body: bytes, content_type: str, encoding: str = "", status: int = HTTPStatus.OK
    ) -> None:
        """Send a whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Let hashed files be cached for ever and all else be asked for each time."""
        lasting = "/assets/" in self.path and self.status == HTTPStatus.OK
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep quiet about requests."""


@cache
def compressed(path: Path, _modified: int) -> bytes:
    """Compress a file once for each of its states."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


def reloading(changes: Changes) -> type[Handler]:
    """Make a handler whose pages reload when the site has been rebuilt."""

    class Reloading(Handler):
        def do_GET(self) -> None:
            if self.path == SCRIPT:
                self.send_body(RELOADER.encode(), "text/javascript")
            elif self.path == EVENTS:
                self.send_events()
            else:
                super().do_GET()

        def content(self, path: Path) -> bytes:
            if path.suffix != ".html":
                return super().content(path)
            page = path.read_text(encoding="utf-8")
            tag = f'<script src="{SCRIPT}" defer></script></body>'
            return gzip.compress(page.replace("</body>", tag).encode())

        def send_events(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            try:
                while not changes.wait(15):
                    self.wfile.write(b": still here\n\n")
                self.wfile.write(b"data: changed\n\n")
            except OSError:
                pass  # the page is gone

    return Reloading


def free_port(host: str, port: int) -> int:
    """Give the first port from ``port`` on that nobody listens on."""
    for candidate in range(port, port + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
            return candidate
    raise FailedError(f"No free port from {port} on.", "Name another one with --port.")


class Server(ThreadingHTTPServer):
    """A server whose threads do not keep it from ending."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that hang up in the middle of an answer."""


def serve(host: str, port: int) -> int:
    """Serve ``dist/`` until interrupted."""
    dist.build(progress)
    changes = Changes()
    handler = reloading(changes)
    server = Server(
        (host, free_port(host, port)),
        lambda *arguments: handler(*arguments, directory=str(DIST)),
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"[bold]http://{host}:{server.server_port}/[/]  (Ctrl+C ends it)")
    watch(changes)
    return 0


def watch(changes: Changes) -> None:
    """Rebuild whenever a source changes; a mistake is told and the last good site stays."""
    from watchfiles import DefaultFilter, watch

    sources = DefaultFilter(ignore_dirs=[*DefaultFilter.ignore_dirs, "node_modules"])
    for _ in watch(LESSONS, SITE, PY, watch_filter=sources, raise_interrupt=False):
        try:
            dist.build(progress)
            changes.tell()
        except (FailedError, LessonError, FileNotFoundError) as error:
            complain(str(error))
