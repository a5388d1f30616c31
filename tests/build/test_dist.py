"""The assembled site: complete, relative, and replaced in one go."""

import json
import re
from pathlib import Path

import pytest

from sitegen import dist
from sitegen.paths import DIST

PAGES = sorted(path.relative_to(DIST).as_posix() for path in DIST.rglob("index.html"))
READ = [page for page in PAGES if not page.startswith("simple/")]  # the others are for installers


def test_there_are_pages() -> None:
    assert "index.html" in PAGES
    assert "runtime/interpreter/index.html" in PAGES


@pytest.mark.parametrize("page", PAGES)
def test_every_address_is_relative_and_leads_to_a_file(page: str) -> None:
    html = (DIST / page).read_text()
    found = re.findall(r'(?:href|src)="([^"]*)"', html)
    local = [
        url
        for url in found
        if not url.startswith(("https://docs.python.org", "https://peps.python.org", "#"))
    ]
    assert local
    for url in local:
        assert not url.startswith(("/", "http:", "https:")), f"{page} has {url}"
        target = (DIST / page).parent / url.split("#")[0]
        target = target / "index.html" if target.is_dir() else target
        assert target.is_file(), f"{page} leads to {url}, which is not there"


@pytest.mark.parametrize("page", READ)
def test_every_page_names_assets_that_are_there(page: str) -> None:
    html = (DIST / page).read_text()
    match = re.search(r'id="manifest">(.*?)</script>', html)
    assert match
    manifest = json.loads(match[1])
    assert set(manifest["assets"]) == {"worker", "wasm", "snapshot", "stdlib", "peek"}
    for name, url in manifest["assets"].items():
        assert (DIST / url).stat().st_size == manifest["sizes"][name], url
    layers = manifest["layers"].values()
    files = [file for layer in layers for file in [layer["snapshot"], *layer["libraries"]]]
    for file in [*files, *manifest["packages"].values()]:
        assert (DIST / file["url"]).stat().st_size == file["size"], file


def test_the_page_for_any_address_refers_to_nothing_but_the_icon_at_the_root() -> None:
    html = (DIST / "404.html").read_text()
    assert re.findall(r'(?:href|src)="', html) == []
    assert [(DIST / url).is_file() for url in re.findall(r'"(assets/[^"]*)"', html)] == [True]


def test_the_policy_comes_before_everything_it_governs() -> None:
    html = (DIST / "index.html").read_text()
    assert html.index("Content-Security-Policy") < html.index("<script")
    assert html.index("Content-Security-Policy") < html.index("<link")


def test_a_replaced_dist_has_nothing_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dist, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(dist, "DIST", tmp_path / "dist")
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text(name)
        dist.replace_dist(tmp_path / name)
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["new.html"]
    assert list((tmp_path / ".cache").glob("dist.*")) == []
