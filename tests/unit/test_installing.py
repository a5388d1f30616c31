"""What micropip has fetched: questions go out as events, answers come in as files or reasons."""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pyodide.ffi import run_sync

from peek import installing
from peek.host import HOST

ROOT, OTHER = installing.ROOT, "https://i.example"
FOUND = {"name": "a", "files": [{"filename": "a.whl", "url": "../../a.whl"}]}


@pytest.fixture
def page(interpreter: None, tmp_path: Path) -> dict[str, object]:
    """Stand for the page: answers what is in here, by URL; an exception is a reason."""
    answers: dict[str, object] = {}

    def emit(event: Any) -> None:
        answer = answers[event["url"]]
        reply: installing.DeliverParams = {"id": event["id"]}
        if isinstance(answer, Exception):
            reply["error"] = str(answer)
        else:
            file = tmp_path / "answer"
            file.write_bytes(json.dumps(answer).encode())
            reply["file"] = str(file)
        asyncio.get_running_loop().call_soon(installing.deliver, reply)

    HOST.emit = emit
    return answers


def test_what_is_fetched_is_handed_over_and_its_file_removed(
    page: dict[str, object], tmp_path: Path
) -> None:
    page["https://a.example/"] = [1]
    assert run_sync(installing.fetch("https://a.example/")) == b"[1]"
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_fetched_raises_the_reason(page: dict[str, object]) -> None:
    page["https://a.example/"] = OSError("no network")
    with pytest.raises(installing.NotFetchedError, match="no network"):
        run_sync(installing.fetch("https://a.example/"))


def test_an_answer_that_nobody_waits_for_any_more_is_dropped(interpreter: None) -> None:
    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(installing.fetch("https://a.example/"), 0.001)
        [number] = installing.WAITING
        installing.deliver({"id": number, "error": "late"})

    run_sync(give_up())
    assert installing.WAITING == {}


@pytest.mark.parametrize(
    ("index", "address", "file"),
    [
        (installing.OWN, f"{ROOT}simple/a/index.json", f"{ROOT}a.whl"),
        (f"{OTHER}/simple", f"{OTHER}/simple/a/", f"{OTHER}/a.whl"),
    ],
)
def test_an_index_is_asked_at_its_address_for_the_project(
    page: dict[str, object], index: str, address: str, file: str
) -> None:
    page[address] = FOUND
    found = run_sync(installing.look_up(index, "a"))
    assert found["files"][0]["url"] == file


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stand for micropip.transaction: what an index has is a wheel, if it is a string."""

    class Project:
        from_simple_json_api = staticmethod(lambda found: found)

    def find_wheel(found: object, requirement: object) -> str:
        if not isinstance(found, str):
            raise ValueError("no wheel suits")
        return found

    async def look_up(index: str, name: str) -> object:
        if index == "down":
            raise installing.NotFetchedError("no network")
        return {"has": f"{name} of has", "has too": f"{name} of has too"}.get(index, {})

    monkeypatch.setattr(installing, "look_up", look_up)
    module = SimpleNamespace(
        ProjectInfo=Project, find_wheel=find_wheel, Transaction=type("Transaction", (), {})
    )
    installing.replace_search(module)
    return module


def add(search: SimpleNamespace, indexes: object, installed: bool = False) -> list[object]:
    """Look for the project ``a``; returns what has been added."""
    added: list[object] = []

    async def add_wheel(wheel: object, extras: object, *, specifier: str) -> None:
        added.append(wheel)

    transaction = search.Transaction()
    transaction.index_urls = indexes
    transaction.check_version_satisfied = lambda _: (installed, "")
    transaction.add_wheel = add_wheel
    requirement = SimpleNamespace(name="a", extras=set(), specifier="")
    run_sync(transaction._add_requirement_from_package_index(requirement))
    return added


@pytest.mark.parametrize(
    ("indexes", "added"),
    [
        (["has", "has too"], ["a of has"]),
        (["has not", "has too"], ["a of has too"]),
        (["down", "has too"], ["a of has too"]),
        ("has", ["a of has"]),
    ],
)
def test_the_first_index_that_has_a_wheel_is_taken(
    search: SimpleNamespace, indexes: object, added: list[str]
) -> None:
    assert add(search, indexes) == added


def test_what_came_in_meanwhile_is_not_added_again(search: SimpleNamespace) -> None:
    assert add(search, ["has"], installed=True) == []


def test_each_index_has_its_reason(search: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match=r"^no wheel suits\nno network$"):
        add(search, ["has not", "down"])
