"""The packages that the site serves, as the lock file names them; they are added before a run."""

import json
import sys
from pathlib import Path
from typing import TypedDict

from peek import seam

SITE = Path("/lib/python3.14/site-packages")


class AddParams(TypedDict):
    """Wheels to unpack; they are removed."""

    files: list[str]


def read_lock() -> dict[str, list[str]]:
    """Give the packages that an import needs, dependencies first, by the name at its top."""
    file = Path(__file__).with_name("packages.json")
    lock = json.loads(__spec__.loader.get_data(str(file)))["packages"]  # type: ignore[union-attr]
    return {top: closure(name, lock) for name in lock for top in lock[name]["imports"]}


def closure(name: str, lock: dict[str, dict[str, list[str]]]) -> list[str]:
    """List a package and all that it depends on; ``lock`` has no circles."""
    needed = [each for other in lock[name]["depends"] for each in closure(other, lock)]
    return list(dict.fromkeys([*needed, name]))


PROVIDERS = read_lock()


def providers(modules: list[str]) -> list[str]:
    """List the packages that imports of some modules need, dependencies first."""
    tops = [module.partition(".")[0] for module in modules]
    return list(dict.fromkeys(name for top in tops for name in PROVIDERS.get(top, [])))


def add(params: AddParams) -> None:
    """Unpack wheels into site-packages."""
    import zipfile  # not for everybody's snapshot

    for file in map(Path, params["files"]):
        with zipfile.ZipFile(file) as wheel:
            wheel.extractall(SITE)
        file.unlink()
    sys.path_importer_cache.pop(str(SITE), None)  # what it found there before is out of date
    seam.replace()
