"""The snapshot: every engine boots from it, and has in memory exactly what its maker had."""

import json
from pathlib import Path

import pytest

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


APP = """
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

class Item(BaseModel):
    number: int

app = FastAPI()

@app.post("/")
def double(item: Item):
    return item.number * 2

client = TestClient(app)
[client.post("/", json={"number": number}).json() for number in (21, "x")][0]
"""


@pytest.mark.parametrize("layered", [False, True])
def test_the_restored_memory_is_the_one_that_the_snapshot_names(
    page: Page, host: SiteServer, built: Path, restoring: str, layered: bool
) -> None:
    names = ["pyodide.*.wasm", "snapshot.*.bin", "fastapi-snapshot.*.bin", "fastapi-0.*.wasm"]
    found = [next((built / "assets").glob(name)).name for name in names]
    wasm, below, layer, library = [f"../assets/{name}" for name in found]
    asked = {
        "wasm": wasm,
        "snapshots": [below, layer] if layered else [below],
        "libraries": [library] if layered else [],
        "program": APP if layered else "6 * 7",
    }
    page.goto(host.url(restoring))
    restored = page.js(RESTORE % json.dumps(asked))
    named = restored.get("named")
    assert restored == {"named": named, "found": named, "printed": 42}


def test_a_lesson_about_fastapi_runs_an_app(page: Page, host: SiteServer) -> None:
    lesson = LessonPage(page, host.url("oop/classes/"))
    lesson.open_ready()
    lesson.run(f"{APP}\nprint(client.get('/openapi.json').status_code)")
    lesson.shows("200")
    assert lesson.errors == []
