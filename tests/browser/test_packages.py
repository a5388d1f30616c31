"""Packages: importing one loads it, and what cannot be had is told and tried again."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from peek_page import Peek
from sabotage import PAGE
from site_server import SiteServer
from sitegen.locking import closure, read_lock

Altered = Callable[[Callable[[Path], object]], SiteServer]
INLINE = "In the browser, def endpoints run inline: there are no threads"
APP = """
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()

@app.get("/{name}")
def greet(name: str):
    return {"hello": name}

print(TestClient(app).get("/Ada").json())
"""
SMALL = "import annotated_doc\nprint(annotated_doc.Doc('here').documentation)"


def declare(*names: str) -> Callable[[Path], object]:
    """Let the lesson say that it needs packages."""

    def alter(dist: Path) -> None:
        page = dist / PAGE
        packages = " ".join(closure(list(names), read_lock()))
        html = page.read_text().replace('data-page="', f'data-packages="{packages}" data-page="', 1)
        page.write_text(html)

    return alter


def test_importing_a_package_loads_it_and_says_what_is_different_here(peek: Peek) -> None:
    peek.open_ready()
    assert peek.downloads(".whl") == 0
    with peek.holding("wheels/.*/pydantic-.*"):
        peek.run(APP)
        expect(peek.status).to_contain_text("Loading fastapi and")
        expect(peek.status).to_contain_text("then running")
    peek.ends()
    peek.shows("{'hello': 'Ada'}")
    expect(peek.note).to_have_text(INLINE)


def test_a_package_is_fetched_once_and_is_new_in_every_run(peek: Peek) -> None:
    peek.open_ready()
    peek.finish(f"{SMALL}\nannotated_doc.mine = 1")
    peek.finish(f"{SMALL}\nprint(hasattr(annotated_doc, 'mine'))")
    peek.shows("here\nFalse")
    assert peek.downloads(".whl") == 1


def test_a_package_comes_with_its_bytecode(peek: Peek) -> None:
    peek.open_ready()
    peek.finish("""
import annotated_doc
from importlib.util import source_from_cache
from pathlib import Path

for cached in Path(annotated_doc.__path__[0]).rglob("*.pyc"):
    print(int.from_bytes(cached.read_bytes()[4:8], "little"), Path(source_from_cache(cached)).name)
""")
    # Hash-based and unchecked (PEP 552): whatever the clock says, the source is not compiled again.
    peek.shows("1 __init__.py\n1 main.py")


def test_what_the_snapshot_has_imported_comes_without(peek: Peek, altered: Altered) -> None:
    peek.site = altered(declare("fastapi", "httpx", "redis"))
    peek.open_ready()
    peek.finish(f"{APP}\nimport redis")
    sources = [url.split("/")[-1].split("-")[0] for url in peek.requests if url.endswith(".whl")]
    bytecode = [
        url.split("/")[-1].split(".")[0]
        for url in peek.requests
        if ".zip" in url and "wheels" in url
    ]
    assert {"fastapi", "redis"} <= set(sources)
    assert bytecode == ["redis"]


def test_a_package_that_cannot_be_had_is_told_and_run_tries_again(peek: Peek) -> None:
    peek.allow("ERR_FAILED")
    peek.open_ready()
    with peek.refusing("wheels/.*"):
        peek.run(SMALL)
        peek.becomes("Not run")
        expect(peek.note).to_contain_text("The package annotated-doc could not be loaded.")
        expect(peek.output).to_contain_text("press Run to try again")
        expect(peek.example().region).to_have_attribute("data-state", "idle")
    peek.example().run()
    peek.shows("here")
    expect(peek.note).to_be_hidden()


def test_the_packages_of_a_lesson_load_when_it_opens(peek: Peek, altered: Altered) -> None:
    peek.site = altered(declare("annotated-types", "annotated-doc"))
    with peek.holding("wheels/.*"):
        peek.open()
        peek.becomes("Loading annotated-doc and 1 more")
    peek.becomes("Ready")
    assert peek.downloads(".whl") == 2
    peek.finish(SMALL)
    peek.shows("here")
    assert peek.downloads(".whl") == 2


def test_run_waits_for_what_the_lesson_is_loading(peek: Peek, altered: Altered) -> None:
    peek.site = altered(declare("annotated-doc"))
    with peek.holding("wheels/.*"):
        peek.open()
        peek.becomes("Loading annotated-doc")
        peek.run(SMALL)
        expect(peek.status).to_contain_text("then running")
    peek.shows("here")
    assert peek.downloads(".whl") == 1


def test_a_lesson_whose_packages_cannot_be_had_is_ready_for_all_else(
    peek: Peek, altered: Altered
) -> None:
    peek.allow("ERR_FAILED")
    peek.site = altered(declare("annotated-doc"))
    with peek.refusing("wheels/.*"):
        peek.open_ready()
        expect(peek.note).to_contain_text("could not be loaded")
    peek.finish(SMALL)
    peek.shows("here")


def test_another_lesson_gets_an_interpreter_without_the_packages(
    peek: Peek, altered: Altered
) -> None:
    peek.site = altered(declare("annotated-doc"))
    peek.open_ready()
    peek.go("Compilation Pipeline & Bytecode")
    peek.becomes("Ready")
    peek.finish("import os\nprint(os.path.exists('/lib/python3.14/site-packages/annotated_doc'))")
    peek.shows("False")


@pytest.mark.parametrize("isolated", [False, True])
def test_stop_ends_the_wait_for_a_package(peek: Peek, isolated: bool) -> None:
    peek.open_ready()
    with peek.holding("wheels/.*"):
        peek.run(SMALL)
        expect(peek.status).to_contain_text("Loading annotated-doc")
        peek.example().stop()
        peek.becomes("Ready")
    peek.finish("print('next')")
    peek.shows("next")


# FastAPI in the snapshot


def test_a_lesson_about_fastapi_begins_with_it_imported(peek: Peek, altered: Altered) -> None:
    peek.site = altered(declare("fastapi", "httpx"))
    with peek.holding("wheels/.*"):
        peek.open_ready()
        peek.finish(APP)
        peek.shows("{'hello': 'Ada'}")
        expect(peek.note).to_have_text(INLINE)


def test_its_sources_follow(peek: Peek, altered: Altered) -> None:
    peek.site = altered(declare("fastapi", "httpx"))
    peek.open_ready()
    show = "import inspect, fastapi\nprint(inspect.getsource(fastapi.Depends)[:13])"
    peek.finish(show)
    peek.shows("def Depends(")
    peek.finish("from importlib.metadata import version\nprint(version('fastapi'))")
    peek.shows(read_lock()["fastapi"]["version"])


@pytest.mark.parametrize("damage", ["missing", "garbled", "another"])
def test_without_it_fastapi_is_loaded_and_imported(
    peek: Peek, altered: Altered, damage: str
) -> None:
    def alter(dist: Path) -> None:
        declare("fastapi")(dist)
        [layer] = (dist / "assets").glob("fastapi-snapshot.*")
        content = layer.read_bytes()
        if damage == "missing":
            layer.unlink()
        else:
            text = gzip.decompress(content)
            other = text.replace(b'"over":"', b'"over":"0', 1)[: len(text)]
            broken = content[::-1] if damage == "garbled" else gzip.compress(other)
            layer.write_bytes(broken[: len(content)].ljust(len(content), b"\0"))

    peek.allow("404", "ERR_FAILED")
    peek.site = altered(alter)
    peek.open_ready()
    assert peek.downloads(".whl") > 10
    expect(peek.note).to_be_hidden()
    peek.finish(APP)
    peek.shows("{'hello': 'Ada'}")


def test_a_lesson_about_sqlalchemy_begins_with_it_imported(peek: Peek, altered: Altered) -> None:
    peek.site = altered(declare("sqlalchemy"))
    with peek.holding("wheels/.*"):
        peek.open_ready()
        peek.finish("""
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
async with engine.connect() as connection:
    print((await connection.scalar(select(text("40 + 2")))))
""")
        peek.shows("42")
