"""The server for readers and writers: compression, caching, reloading."""

import gzip
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from sitegen import serving
from sitegen.run import FailedError

Get = Callable[..., HTTPResponse]


@pytest.fixture
def changes() -> serving.Changes:
    return serving.Changes()


@pytest.fixture
def get(tmp_path: Path, changes: serving.Changes) -> Iterator[Get]:
    """Serve a page and an asset; returns a function that fetches a path."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "main.12345678.js").write_text("let x = 1;" * 50)
    (tmp_path / "index.html").write_text("<html><body>hello</body></html>")
    (tmp_path / "404.html").write_text("nothing here")
    handler = serving.reloading(changes)
    server = serving.Server(("127.0.0.1", 0), lambda *a: handler(*a, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def fetch(path: str, **headers: str) -> HTTPResponse:
        url = f"http://127.0.0.1:{server.server_port}{path}"
        request = urllib.request.Request(
            url, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        response: HTTPResponse = urllib.request.urlopen(request, timeout=10)
        return response

    yield fetch
    server.shutdown()
    server.server_close()


def test_scripts_are_compressed_and_kept(get: Get) -> None:
    response = get("/assets/main.12345678.js", Accept_Encoding="gzip")
    assert response.headers["Content-Type"] == "text/javascript"
    assert "immutable" in response.headers["Cache-Control"]
    assert gzip.decompress(response.read()).startswith(b"let x")


def test_who_does_not_take_gzip_gets_the_file(get: Get) -> None:
    assert get("/assets/main.12345678.js").read().startswith(b"let x")


@pytest.mark.parametrize("path", ["/no/such/page", "/assets/gone.12345678.js"])
def test_what_is_not_there_has_a_page_that_is_not_kept(get: Get, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(path)
    with caught.value as error:
        assert error.code == 404
        assert error.read() == b"nothing here"
        assert error.headers["Cache-Control"] == "no-cache"


def test_pages_are_asked_for_each_time_and_reload(get: Get) -> None:
    response = get("/", Accept_Encoding="gzip")
    assert response.headers["Cache-Control"] == "no-cache"
    assert serving.SCRIPT.encode() in gzip.decompress(response.read())
    assert serving.EVENTS.encode() in get(serving.SCRIPT).read()


def test_an_open_page_hears_of_a_build(get: Get, changes: serving.Changes) -> None:
    events = get(serving.EVENTS)
    while not changes.changed._waiters:  # type: ignore[attr-defined]
        threading.Event().wait(0.01)
    changes.tell()
    assert events.read() == b"data: changed\n\n"


def test_a_taken_port_is_passed_over() -> None:
    with serving.Server(("127.0.0.1", 0), serving.Handler) as taken:
        assert serving.free_port("127.0.0.1", taken.server_port) > taken.server_port


def test_no_free_port_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "range", lambda *_: [], raising=False)
    with pytest.raises(FailedError, match="--port"):
        serving.free_port("127.0.0.1", 1)
