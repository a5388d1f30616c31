"""The site's own package index: pip and micropip find in it all that the lessons' packages need."""

import json
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from site_server import serving
from sitegen import dist
from sitegen.console import progress
from sitegen.locking import applies, read_lock
from sitegen.recipes import WHEELS
from sitegen.simple import public_index
from sitegen.steps import bring

LOCK = read_lock()


@pytest.fixture(scope="module")
def site() -> Path:
    return dist.build(progress)


def test_the_index_lists_the_packages_of_the_lock(site: Path) -> None:
    index = json.loads((site / "simple" / "index.json").read_text())
    assert [project["name"] for project in index["projects"]] == list(LOCK)


@pytest.mark.parametrize("name", LOCK)
def test_each_project_has_the_wheel_of_the_lock(site: Path, name: str) -> None:
    folder = site / "simple" / name
    project = json.loads((folder / "index.json").read_text())
    [file] = project["files"]
    assert (project["name"], project["versions"]) == (name, [LOCK[name]["version"]])
    assert (folder / file["url"]).resolve().stat().st_size == file["size"] == LOCK[name]["size"]
    assert file["hashes"] == {"sha256": LOCK[name]["sha256"]}


def test_whatever_a_wheel_requires_is_in_the_index() -> None:
    wheels = bring(WHEELS, progress)
    for package in LOCK.values():
        with zipfile.ZipFile(wheels / package["file_name"]) as archive:
            [metadata] = [name for name in archive.namelist() if name.endswith("/METADATA")]
            fields = Parser().parsestr(archive.read(metadata).decode())
        needs = map(Requirement, fields.get_all("Requires-Dist", []))
        for need in filter(applies, needs):
            found = LOCK[canonicalize_name(need.name)]
            assert need.specifier.contains(found["version"]), f"{package['name']} needs {need}"


def test_pip_takes_packages_from_it(site: Path, tmp_path: Path) -> None:
    with serving(site) as server:
        command = [
            sys.executable,
            "-m",
            "pip",
            "--isolated",
            "download",
            "--quiet",
            "--no-cache-dir",
        ]
        index = ["--index-url", server.url("simple/"), "--dest", str(tmp_path)]
        subprocess.run([*command, *index, "httpx"], check=True)  # noqa: S603
    found = {canonicalize_name(path.name.split("-")[0]) for path in tmp_path.iterdir()}
    assert found == {"anyio", "certifi", "h11", "httpcore", "httpx", "idna", "typing-extensions"}


def test_the_public_index_is_the_one_that_micropip_asks() -> None:
    wheel = bring(WHEELS, progress) / LOCK["micropip"]["file_name"]
    address = public_index(wheel)
    assert address.startswith("https://")
    assert address.endswith("/simple")


def test_a_micropip_that_asks_otherwise_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "new.whl", "w") as archive:
        archive.writestr("micropip/package_index.py", "INDEXES = []")
    with pytest.raises(LookupError, match=r"new\.whl does not name a public index"):
        public_index(tmp_path / "new.whl")
