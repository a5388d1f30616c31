"""Drive WebKitGTK's small browser over W3C WebDriver, with the standard library alone."""

import base64
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engines import PATIENCE, POLL, Page
from sitegen.browsers import WEBKIT_DRIVER, find_webkit

START = 15  # seconds that the driver may take to listen

# https://www.w3.org/TR/webdriver2/#keyboard-actions
KEYS = {"Enter": "\ue007", "Control": "\ue009"}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key under which a reference is given
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# The driver clicks where an element was when it looked: first let the page come to rest.
STEADY = """(async () => {
  const element = document.querySelector(%s);
  element?.scrollIntoView({ block: "center" });
  const place = () => JSON.stringify(element?.getBoundingClientRect());
  for (let last = ""; last !== place(); ) {
    last = place();
    await %s;
  }
})()"""


class WebKitPage(Page):
    """A page of WebKitGTK on a screen of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            self._start(environment)
        except BaseException:
            self._end()
            raise

    def goto(self, url: str) -> None:
        self._post("url", {"url": url})

    def js(self, expression: str) -> Any:
        script = f"return (async () => ({expression}))()"
        return self._post("execute/sync", {"script": script, "args": []})

    def click(self, css: str) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            self.js(STEADY % (json.dumps(css), PAINTED))
            found = self._post("element", {"using": "css selector", "value": css})
            try:
                self._post(f"element/{found[ELEMENT]}/click", {})
            except AssertionError as error:
                # An editor may come in the place of a text while the driver aims at it.
                if "stale element" not in str(error) or time.monotonic() > end:
                    raise
            else:
                return

    def keys(self, text: str) -> None:
        names = [KEYS["Enter"] if letter == "\n" else letter for letter in text]
        self._press((kind, name) for name in names for kind in ("keyDown", "keyUp"))

    def chord(self, *keys: str) -> None:
        names = [KEYS.get(key, key) for key in keys]
        down = [("keyDown", name) for name in names]
        self._press([*down, *(("keyUp", name) for name in reversed(names))])

    def shot(self, path: Path) -> None:
        self.js(PAINTED)  # the driver hands out the frame that was painted last
        path.write_bytes(base64.b64decode(self._request("GET", f"{self._session}/screenshot")))

    def close(self) -> None:
        try:
            self._request("DELETE", self._session)
        finally:
            self._end()

    def _start(self, environment: dict[str, str]) -> None:
        screen = os.environ.get("DISPLAY") or self._start_screen()
        port = free_port()
        self._url = f"http://127.0.0.1:{port}"
        environment = {**os.environ, "DISPLAY": screen, **environment}
        self._run([WEBKIT_DRIVER, f"--port={port}"], env=environment)
        options = {"binary": find_webkit(), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        wait_for_port(port)
        opened = self._request("POST", "/session", {"capabilities": wanted})
        self._session = f"/session/{opened['sessionId']}"
        self._post("timeouts", {"script": PATIENCE * 1000, "pageLoad": PATIENCE * 1000})
        self._post("window/rect", {"width": 1280, "height": 900})

    def _start_screen(self) -> str:
        """Start an X server without a screen, and give its name."""
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24"]
        self._run([*command, "-nolisten", "tcp"], pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as pipe:  # the whole line: the server dies of a pipe closed early
            return f":{pipe.readline().strip()}"

    def _run(self, command: list[str], **options: Any) -> None:
        for stream in ("stdin", "stdout", "stderr"):
            options[stream] = subprocess.DEVNULL
        self._processes.append(subprocess.Popen(command, **options))  # noqa: S603

    def _end(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait(PATIENCE)

    def _press(self, presses: Iterable[tuple[str, str]]) -> None:
        actions = [{"type": kind, "value": name} for kind, name in presses]
        self._post("actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def _post(self, command: str, body: dict[str, Any]) -> Any:
        return self._request("POST", f"{self._session}/{command}", body)

    def _request(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Send a command to the driver and give the value that it answers with."""
        request = urllib.request.Request(
            self._url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            # The driver may hang; its own patience ends before ours.
            with urllib.request.urlopen(request, timeout=PATIENCE + 10) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{method} {path}: {error.read().decode()[:1000]}") from None


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int) -> None:
    """Wait until somebody listens on a port."""
    end = time.monotonic() + START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), START).close()
            return
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(POLL)
