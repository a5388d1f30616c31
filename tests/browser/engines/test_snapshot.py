"""The snapshot: every engine boots from it, and has in memory exactly what its maker had."""

import json
from pathlib import Path

from engines import Page
from lesson_page import LessonPage
from site_server import SiteServer
from variants import Variant

RESTORE = """new Promise((resolve) => {
  const worker = new Worker("restored.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve({ error: message });
  worker.postMessage(%s);
})"""


def test_the_lesson_boots_from_the_snapshot(lesson: LessonPage) -> None:
    assert lesson.note == ""


def test_python_waits_for_promises_where_the_engine_can(
    lesson: LessonPage, variant: Variant
) -> None:
    assert lesson.page.js("'Suspending' in WebAssembly") == variant.switches
    lesson.run("from pyodide.ffi import can_run_sync\nprint('can:', can_run_sync())")
    lesson.shows(f"can: {variant.switches}")


def test_memory_is_shared_where_the_engine_can(lesson: LessonPage, variant: Variant) -> None:
    assert lesson.page.js("crossOriginIsolated") == variant.isolated
    assert lesson.page.js("'SharedArrayBuffer' in window") == variant.shares


def test_the_restored_memory_is_the_one_that_the_snapshot_names(
    page: Page, host: SiteServer, built: Path, restoring: str
) -> None:
    [wasm] = (built / "assets").glob("pyodide.*.wasm")
    [snapshot] = (built / "assets").glob("snapshot.*.bin")
    files = {"wasm": f"../assets/{wasm.name}", "snapshot": f"../assets/{snapshot.name}"}
    page.goto(host.url(restoring))
    restored = page.js(RESTORE % json.dumps(files))
    named = restored.get("named")
    assert restored == {"named": named, "found": named, "works": 42}
