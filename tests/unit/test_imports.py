"""The modules that a program needs and this interpreter does not hold."""

import sys
import time
from types import ModuleType

import pytest

from peek import stack
from peek.imports import needs


@pytest.fixture(autouse=True)
def bound_stack() -> None:
    """Bound the stack, as the bridge does for each request."""
    stack.protect()


@pytest.fixture(autouse=True)
def modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold a package ``held`` with a module ``held.inner`` and a name ``thing``, and no ``far``."""
    package = ModuleType("held")
    package.__path__ = []
    monkeypatch.setattr(package, "thing", 1, raising=False)
    monkeypatch.setattr(package, "inner", ModuleType("held.inner"), raising=False)
    monkeypatch.setitem(sys.modules, "held", package)
    monkeypatch.setitem(sys.modules, "held.inner", vars(package)["inner"])
    monkeypatch.setitem(sys.modules, "plain", ModuleType("plain"))


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("", []),
        ("import sys, held, plain", []),
        ("import far", ["far"]),
        ("import far as sys", ["far"]),
        ("import far, sys, further", ["far", "further"]),
        ("import far.off.module", ["far.off.module"]),
        ("import held.inner", []),
        ("import held.other", ["held.other"]),
        ("from far import a, b", ["far"]),
        ("from far.off import a", ["far.off"]),
        ("from held import thing, inner", []),
        ("from held import other", ["held.other"]),
        ("from held.inner import anything", []),
        ("from held.outer import anything", ["held.outer"]),
        ("from plain import name", []),
        ("from held import *", ["held.*"]),
        ("from far import *", ["far"]),
        ("import importlib.metadata", ["importlib.metadata"]),
        ("from importlib import metadata", ["importlib.metadata"]),
        ("from importlib.metadata import version", ["importlib.metadata"]),
        ("from . import a", []),
        ("from .far import a", []),
        ("from ..far import a", []),
        ("def f():\n  import far", ["far"]),
        ("if False:\n  import far\nelse:\n  from further import a", ["far", "further"]),
        ("try: import far\nexcept ImportError: pass", ["far"]),
        ("class A:\n  async def f(self):\n    with a: import far", ["far"]),
        ("match 1:\n  case 1: import far", ["far"]),
        ("import far\nimport far", ["far"]),
        ("# import far\n'import far'", []),
        ("await f()\nimport far", ["far"]),
        ("__import__('sys')", ["*"]),
        ("import importlib\nimportlib.import_module(name)", ["*"]),
        ("from importlib import import_module as load\nload('far')", ["importlib.import_module"]),
        ("import sys\ndel sys.modules['held']\nimport held", ["*"]),
        ("exec('import far')", ["*"]),
        ("x = eval", ["*"]),
        ("import far\n__import__", ["*", "far"]),
        ("import far (", []),
        ("import far\0", []),
        ("'\ud800'; import far", []),
        ("'\\d'; import far", ["far"]),  # a warning is none of its business
        ("(" * 10_000, []),
        ("import far\nx = " + "[" * 90 + "]" * 90, ["far"]),
    ],
)
def test_missing_modules(source: str, missing: list[str]) -> None:
    sys.modules.pop("importlib.import_module", None)
    found = needs({"source": source, "files": {}})["modules"]
    assert found == [name for name in missing if name != "importlib.import_module"]


def test_a_huge_source_takes_little_time() -> None:
    source = "import far\n" + "value = [x + 1 for x in range(10)]\n" * 6_000
    started = time.perf_counter()
    assert needs({"source": source, "files": {}})["modules"] == ["far"]
    assert time.perf_counter() - started < 5


def test_nothing_is_imported_or_run() -> None:
    before = set(sys.modules)
    needs({"source": "import mailbox\n1/0", "files": {}})
    assert set(sys.modules) == before
