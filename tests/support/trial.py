"""A trial: a hostile program runs on the page, and everything it could have reached is looked at."""

import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from peek_page import PASTE, Peek
from recording_server import RecordingServer

PROGRAMS = Path(__file__).parents[1] / "security" / "hostile"
MARK = "stolen"  # every program has it in all that it sends or writes

# What the reader has in the page's origin: one of each kind of storage, and an open ear.
PLANT = """async () => {
  window.heard = [];
  new BroadcastChannel("victim").onmessage = ({ data }) => window.heard.push(data);
  localStorage.setItem("victim", "safe");
  document.cookie = "victim=safe";
  await (await caches.open("victim")).put("/victim", new Response("safe"));
  const request = indexedDB.open("victim");
  request.onupgradeneeded = () => request.result.createObjectStore("store").put("safe", "key");
  await new Promise((resolve) => (request.onsuccess = resolve));
  request.result.close();
}"""

# Keeps a list of what is put among the panels, even for a moment, and does not belong there.
WATCH = r"""() => {
  const known = `div span p section header footer h2 h3 h4 ul ol li dl dt dd table caption thead
    tbody tr th td code pre kbd mark em strong small details summary button a br hr figure
    figcaption time meter svg g path line rect circle text title polyline polygon ellipse marker
    defs form label input fieldset legend`.split(/\s+/);
  const odd = /^(on|style$|href$|src|form|id$|name$|is$|slot$)/i;
  window.intruders = [];
  const inspect = (node) => {
    if (!(node instanceof Element)) return;
    const attributes = node.closest(".output-log, .panel-body")
      ? node.getAttributeNames().filter((name) => odd.test(name))
      : [];
    if (!known.includes(node.localName)) window.intruders.push(node.localName);
    window.intruders.push(...attributes.map((name) => `${node.localName} ${name}`));
  };
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      inspect(target);
      for (const node of addedNodes) {
        inspect(node);
        node.querySelectorAll?.("*").forEach(inspect);
      }
    }
  }).observe(document.querySelector(".dock"), { attributes: true, childList: true, subtree: true });
}"""

# Names only: what a program changes or adds, it calls by MARK.
LOOK_AT_STORAGE = """async () => {
  const request = indexedDB.open("victim");
  await new Promise((resolve) => (request.onsuccess = resolve));
  const there = request.result.objectStoreNames.contains("store");
  const record = there ? request.result.transaction("store").objectStore("store").get("key") : {};
  if (there) await new Promise((resolve) => (record.onsuccess = resolve));
  request.result.close();
  const files = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
  return {
    record: record.result,
    databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
    caches: await caches.keys(),
    local: Object.keys(localStorage).filter((name) => !name.startsWith("peek:")).sort(),
    cookie: document.cookie,
    files,
    heard: window.heard,
    locks: (await navigator.locks.query()).held.map(({ name }) => name),
  };
}"""

LOOK_AT_PAGE = r"""() => {
  const all = [...document.querySelectorAll("*")];
  const urls = all.flatMap((node) => ["href", "src", "action"].map((name) => node.getAttribute(name)));
  return {
    address: location.href,
    title: document.title,
    scripts: document.scripts.length,
    frames: document.querySelectorAll("iframe, object, embed").length,
    intruders: window.intruders,
    handlers: all.flatMap((node) => node.getAttributeNames()).filter((name) => /^on/i.test(name)),
    urls: urls.filter((url) => /^\s*(javascript|data|blob|https?):/i.test(url)),
    pwned: window.pwned,
    errors: window.peekErrors,
  };
}"""


@dataclass(frozen=True)
class Outside:
    """What lies outside the box."""

    evil: list[str]  # requests to the other server
    site: list[str]  # requests to the page's own
    storage: dict[str, Any]
    page: dict[str, Any]


@dataclass
class Trial:
    """A page that is ready, with something to steal, and a server to bring it to."""

    peek: Peek
    evil: RecordingServer
    runs: int = 0

    def begin(self) -> None:
        """Open the page, and wait until it has asked for all that it will ever ask for."""
        with self.peek.page.expect_response(lambda response: "/stdlib." in response.url):
            self.peek.open_ready()
        self.peek.example().show()
        self.peek.page.evaluate(PLANT)
        self.peek.page.evaluate(WATCH)

    def look(self) -> Outside:
        return Outside(
            list(self.evil.requests),
            list(self.peek.site.requests),
            self.peek.page.evaluate(LOOK_AT_STORAGE),
            self.peek.page.evaluate(LOOK_AT_PAGE),
        )

    @property
    def mark(self) -> str:
        """What marks the present program's loot."""
        return f"{MARK}_{self.runs}_"

    def start(self, name: str) -> None:
        """Start a program from ``hostile/``."""
        self.runs += 1
        places = f"EVIL = {self.evil.origin!r}\nSITE = {self.peek.site.url()!r}\n"
        self.start_source(places + read("_tools") + read(name).replace(MARK, self.mark))

    def start_source(self, source: str) -> None:
        """Put a program in place of the example's, and press Run."""
        code = self.peek.example().code
        code.focus()
        code.press("Control+a")
        code.evaluate(PASTE, source)
        self.peek.example().run()

    def wait(self) -> None:
        """Wait until the run is over, however it ends."""
        expect(self.peek.example().region).to_have_attribute("data-state", "idle")

    def run(self, name: str) -> str:
        """Run a program to its end; returns what it printed."""
        self.start(name)
        self.wait()
        return self.peek.output.inner_text()

    def run_source(self, source: str) -> str:
        self.start_source(source)
        self.wait()
        return self.peek.output.inner_text()

    def assert_alive(self) -> None:
        """Make sure that the next program runs as ever."""
        assert self.run_source("print('alive', 6 * 7)").strip() == "alive 42"

    def assert_unheard(self) -> None:
        """Make sure that the other server has heard of nobody but us, who ask it now."""
        urllib.request.urlopen(f"{self.evil.origin}/knock").close()
        assert self.evil.requests == ["GET /knock"]
        assert self.evil.connections == 1
        self.evil.forget()


def read(name: str) -> str:
    """Give the text of a program."""
    return (PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
