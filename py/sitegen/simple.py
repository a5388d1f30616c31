"""The site's own package index: pages for pip (PEP 503) and JSON for micropip (PEP 691)."""

import ast
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment

from sitegen.locking import Package

META = {"api-version": "1.1"}


def render_index(
    lock: Mapping[str, Package], urls: Mapping[str, str], environment: Environment
) -> dict[str, str]:
    """Render all pages of the index; returns their texts by their paths from the site's root.

    ``urls`` are the wheels' addresses from there, by the names of their projects.
    """
    page = environment.get_template("simple.html")
    projects = {"meta": META, "projects": [{"name": name} for name in lock]}
    links = [(name, f"{name}/") for name in lock]
    made = {
        "simple/index.html": page.render(title="Packages", links=links),
        "simple/index.json": json.dumps(projects),
    }
    for name, package in lock.items():
        url = f"../../{urls[name]}"
        link = (package["file_name"], f"{url}#sha256={package['sha256']}")
        made[f"simple/{name}/index.html"] = page.render(title=name, links=[link])
        made[f"simple/{name}/index.json"] = json.dumps(describe(package, url))
    return made


def describe(package: Package, url: str) -> dict[str, object]:
    """Say what the index holds of a project."""
    file = {
        "filename": package["file_name"],
        "url": url,
        "hashes": {"sha256": package["sha256"]},
        "size": package["size"],
    }
    versions = [package["version"]]
    return {"meta": META, "name": package["name"], "versions": versions, "files": [file]}


def public_index(wheel: Path) -> str:
    """Read out of micropip's wheel which public index it asks."""
    with zipfile.ZipFile(wheel) as archive:
        tree = ast.parse(archive.read("micropip/package_index.py"))
    for node in tree.body:
        match node:
            case ast.Assign([ast.Name("PYPI_URL")], ast.Constant(str(url))):
                return url
    raise LookupError(f"{wheel.name} does not name a public index where this build looks for it")
