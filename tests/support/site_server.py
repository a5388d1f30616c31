"""Serve the built site for a test: under a sub-path, with or without isolation headers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from sitegen.paths import DIST
from sitegen.serving import Handler, Server

PREFIX = "/some/where/"

# What a host sends whose pages may share memory with their workers.
ISOLATION = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SiteServer:
    """A running server; ``requests`` holds the paths asked for, in order."""

    def __init__(self, root: Path, headers: dict[str, str]) -> None:
        self.root = root
        self.requests: list[str] = []
        self.server = Server(("127.0.0.1", 0), handler(root, headers, self.requests))

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def url(self, page: str = "") -> str:
        """Give the URL of a page, named from the root of the site."""
        return f"{self.origin}{PREFIX}{page}"


@contextmanager
def serving(root: Path = DIST, *, isolated: bool = False) -> Iterator[SiteServer]:
    """Serve a directory as static hosts do, below ``PREFIX`` and nowhere else."""
    site = SiteServer(root, ISOLATION if isolated else {})
    thread = threading.Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()


def handler(root: Path, headers: dict[str, str], requests: list[str]) -> Any:
    class BelowPrefix(Handler):
        def translate_path(self, path: str) -> str:
            inside = path.removeprefix(PREFIX)
            return super().translate_path(f"/{inside}" if inside != path else "/not/here")

        def do_GET(self) -> None:
            requests.append(self.path)
            super().do_GET()

        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

    def make(*arguments: Any) -> ThreadingHTTPServer:
        return BelowPrefix(*arguments, directory=str(root))  # type: ignore[return-value]

    return make
