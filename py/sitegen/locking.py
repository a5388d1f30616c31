"""Write the lock file of the packages that lessons import, in the format of pyodide-lock.

``python3 build.py lock`` takes the newest wheels that run in the browser; the build then takes
exactly those.
"""

import hashlib
import json
import sys
import tempfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path, PurePosixPath
from typing import TypedDict

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sitegen.paths import PACKAGE_LOCK, PYODIDE_VERSION, ROOT
from sitegen.run import run

INFO = {
    "abi_version": "2026_0",
    "arch": "wasm32",
    "platform": "emscripten_5_0_3",
    "python": "3.14.2",
    "version": PYODIDE_VERSION,
}
TARGET = [
    *("--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14"),
    *("--implementation", "cp", "--abi", "cp314", "--only-binary=:all:"),
]
# What the markers of requirements ask about.
ENVIRONMENT = {
    "extra": "",
    "implementation_name": "cpython",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "python_full_version": "3.14.2",
    "python_version": "3.14",
    "sys_platform": "emscripten",
}
# Imported by their users only when something is used, and optional by what they say: TestClient,
# forms, EmailStr, "sqlite+aiosqlite:".
UNSEEN = {
    "fastapi": ["python-multipart"],
    "pydantic": ["email-validator"],
    "sqlalchemy": ["aiosqlite"],
    "starlette": ["httpx2"],
}
UNUSED = {"dnspython"}  # there is no DNS in the browser


class Package(TypedDict):
    """What the lock file says of a package."""

    name: str
    version: str
    file_name: str
    install_dir: str
    sha256: str
    size: int  # of the file, in bytes
    package_type: str
    imports: list[str]  # names at the top of site-packages
    depends: list[str]  # names of packages
    unvendored_tests: bool


def read_lock(lock: Path = PACKAGE_LOCK) -> dict[str, Package]:
    """Read the packages by their names."""
    packages: dict[str, Package] = json.loads(lock.read_text())["packages"]
    return packages


def closure(names: list[str], packages: dict[str, Package]) -> list[str]:
    """List packages with all that they depend on; what is needed comes first."""
    found: list[str] = []
    for name in names:
        if name not in found:
            rest = {key: value for key, value in packages.items() if key != name}
            known = [each for each in packages[name]["depends"] if each in rest]
            found += [each for each in closure(known, rest) if each not in found]
            found.append(name)
    return found


def write_lock() -> Path:
    """Resolve the packages that ``pyproject.toml`` lists for lessons, and write the lock file."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["lessons"]
    with tempfile.TemporaryDirectory() as directory:
        command = [sys.executable, "-m", "pip", "download", "--dest", directory, *TARGET, *wanted]
        run(command, todo="Check the network and the names in pyproject.toml.")
        found = {p["name"]: p for p in map(describe, Path(directory).glob("*.whl"))}
    for name, package in found.items():
        package["depends"] = sorted({*package["depends"], *UNSEEN.get(name, [])} - UNUSED)
    kept = sorted(closure([canonicalize_name(name) for name in wanted], found))
    packages = {name: found[name] for name in kept}
    PACKAGE_LOCK.write_text(json.dumps({"info": INFO, "packages": packages}, indent=1) + "\n")
    return PACKAGE_LOCK


def describe(wheel: Path) -> Package:
    """Read what the lock file says of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        [metadata] = [name for name in names if name.endswith(".dist-info/METADATA")]
        fields = Parser().parsestr(archive.read(metadata).decode())
    needs = map(Requirement, fields.get_all("Requires-Dist", []))
    content = wheel.read_bytes()
    return Package(
        name=canonicalize_name(fields["Name"]),
        version=fields["Version"],
        file_name=wheel.name,
        install_dir="site",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        package_type="package",
        imports=sorted(top_level(names)),
        depends=[canonicalize_name(need.name) for need in needs if applies(need)],
        unvendored_tests=False,
    )


def applies(need: Requirement) -> bool:
    """Tell whether a requirement holds in the browser."""
    return need.marker is None or need.marker.evaluate(ENVIRONMENT)


def top_level(names: list[str]) -> set[str]:
    """Name what the files of a wheel can be imported as."""
    code = [PurePosixPath(name) for name in names if name.endswith((".py", ".so"))]
    return {path.parts[0].split(".")[0] for path in code}
