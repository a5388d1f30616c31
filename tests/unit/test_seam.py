"""The seam: a module is changed right after it has run."""

import sys
from pathlib import Path

import pytest

from peek import seam


def test_a_module_is_changed_right_after_it_has_run(
    hooked: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "changed_one.py").write_text("a = 1")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(seam.REPLACED, "changed_one", lambda module: setattr(module, "b", 2))
    monkeypatch.delitem(sys.modules, "changed_one", raising=False)
    module = __import__("changed_one")
    assert (module.a, module.b) == (1, 2)
