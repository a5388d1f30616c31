"""Assemble ``dist/``: the whole site, which any static host can serve under any path."""

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sitegen import course, pages, simple
from sitegen.locking import closure, read_lock
from sitegen.paths import CACHE, DIST, LESSONS, PYODIDE_VERSION, SITE
from sitegen.recipes import (
    BUNDLE,
    COMPILED,
    LAYER_STEPS,
    LAYERS,
    PEEK,
    SEARCH,
    SNAPSHOT,
    STDLIB,
    WASM,
    WHEELS,
)
from sitegen.steps import Step, bring, small_hash

Progress = Callable[[str], AbstractContextManager[None]]

ALIASES = {
    "inter-latin-wght-normal.woff2": "inter.woff2",
    "jetbrains-mono-latin-wght-normal.woff2": "mono.woff2",
}


def build(progress: Progress) -> Path:
    """Bring ``dist/`` up to date and return it."""
    site = bring(SITE_STEP, progress)
    mark = CACHE / "dist.txt"
    if not (DIST.exists() and mark.exists() and mark.read_text() == site.name):
        replace_dist(site)
        mark.write_text(site.name)
    return DIST


def replace_dist(site: Path) -> None:
    """Put a copy of the finished site in place of the old one, by renaming."""
    fresh, old = CACHE / "dist.new", CACHE / "dist.old"
    CACHE.mkdir(exist_ok=True)
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(site, fresh)
    if DIST.exists():
        DIST.rename(old)
    fresh.rename(DIST)
    shutil.rmtree(old, ignore_errors=True)


def make_site(directory: Path, done: dict[str, Path]) -> None:
    """Write the assets under names that change with their content, and the pages."""
    about = json.loads((done["snapshot"] / "about.json").read_text())
    made = json.loads((done["bundle"] / "bundle.json").read_text())
    assets = directory / "assets"
    shutil.copytree(done["bundle"], assets, ignore=shutil.ignore_patterns("bundle.json"))
    names = {ALIASES.get(name, name): f"assets/{file}" for name, file in made["files"].items()}
    names["favicon.svg"] = publish(SITE / "favicon.svg", "favicon", assets)
    runtime = {
        "worker": names["worker.js"],
        "wasm": publish(WASM, "pyodide", assets),
        "snapshot": publish(done["snapshot"] / "snapshot.bin", "snapshot", assets),
        "stdlib": publish(done["stdlib"] / "stdlib.zip", "stdlib", assets),
        "peek": publish(done["peek"] / "peek.zip", "peek", assets),
    }
    wheels = publish_wheels(done["wheels"], done["compiled"], assets)
    shell = pages.Shell(
        panels=about["panels"],
        assets=names,
        manifest={
            "assets": runtime,
            "sizes": {name: (directory / url).stat().st_size for name, url in runtime.items()},
            "search": publish(done["search"] / "search.json", "search", assets),
            "packages": wheels,
            "index": simple.public_index(done["wheels"] / read_lock()["micropip"]["file_name"]),
            "layers": {
                name: publish_layer(name, done[step.name], assets)
                for name, step in LAYER_STEPS.items()
            },
            "pyodide": PYODIDE_VERSION,
            **about,
        },
        csp=policy(made["frameHash"]),
    )
    environment = pages.environment(SITE / "templates")
    lessons = course.load_course(LESSONS, [panel["name"] for panel in about["panels"]])
    urls = {name: str(wheel["url"]) for name, wheel in wheels.items()}
    pages.write_all(directory, pages.render_site(lessons, shell, environment))
    pages.write_all(directory, simple.render_index(read_lock(), urls, environment))


def publish(source: Path, stem: str, assets: Path) -> str:
    """Copy a file under a name with its hash; returns its URL from the site's root."""
    return f"assets/{copy(source, stem, assets).name}"


def copy(source: Path, stem: str, folder: Path) -> Path:
    """Copy a file into a folder under a name with its hash."""
    target = folder / f"{stem}.{small_hash(source)}{source.suffix}"
    return Path(shutil.copyfile(source, target))


def entry(file: Path, assets: Path) -> dict[str, str | int]:
    """Give the URL, from the site's root, and the size of a file among the assets."""
    return {"url": f"assets/{file.relative_to(assets).as_posix()}", "size": file.stat().st_size}


def publish_wheels(wheels: Path, compiled: Path, assets: Path) -> dict[str, dict[str, Any]]:
    """Copy the wheels and their bytecode; returns URLs and sizes of each package's, by its name.

    A wheel keeps its name, which pip and micropip read, in a folder that is named by its content.
    """
    urls: dict[str, dict[str, Any]] = {}
    for name, package in read_lock().items():
        folder = assets / "wheels" / package["sha256"][:8]
        folder.mkdir(parents=True)
        wheel = folder / package["file_name"]
        shutil.copyfile(wheels / wheel.name, wheel)
        bytecode = copy(compiled / f"{wheel.name}.pyc.zip", name, folder)
        urls[name] = {**entry(wheel, assets), "compiled": entry(bytecode, assets)}
    return urls


def publish_layer(name: str, layer: Path, assets: Path) -> dict[str, Any]:
    """Copy a layer of the snapshot; returns URLs and sizes."""

    def file(source: Path) -> dict[str, str | int]:
        return entry(copy(source, f"{name}-{source.stem}", assets), assets)

    return {
        "holds": closure(LAYERS[name], read_lock()),
        "snapshot": file(layer / "snapshot.bin"),
        "libraries": [file(path) for path in sorted(layer.glob("*.wasm"))],
    }


def policy(frame_hash: str) -> str:
    """Give the page's Content-Security-Policy; the frame inherits it and adds a stricter one.

    CodeMirror makes style elements, hence the inline styles. The frame's script is named by hash.
    """
    rules: dict[str, Any] = {
        "default-src": "'self'",
        "script-src": f"'self' '{frame_hash}' 'wasm-unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "connect-src": "'self' https:",  # wheels of the public index; see site/indexes.js
        "worker-src": "blob: data:",  # data: see site/frame.js
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


SITE_STEP = Step(
    "site",
    "Rendering the pages",
    ("lessons/**/*", "site/templates/*.html", "site/favicon.svg", "py/sitegen/*.py"),
    make_site,
    (BUNDLE, SNAPSHOT, STDLIB, PEEK, SEARCH, WHEELS, COMPILED, *LAYER_STEPS.values()),
)
