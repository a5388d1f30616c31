"""Programs of several files: what they import, where they fail, and what they leave behind."""

import sys
from pathlib import Path

import pytest

from peek.files import MAX_LISTED, Files
from played import Play

GREETING = "print('greeting runs')\n\ndef greet(name):\n    return f'Hello, {name.title()}!'\n"


def test_a_program_imports_its_files(play: Play) -> None:
    played = play("import greeting\nprint(greeting.greet('ada'))", files={"greeting.py": GREETING})
    assert played.status == "finished"
    assert played.text.startswith("greeting runs\nHello, Ada!\n")


def test_a_package_is_imported_with_what_it_imports(play: Play) -> None:
    files = {
        "shop/__init__.py": "from .cart import total\nprint(__name__, __path__[0].count('/shop'))\n",
        "shop/cart.py": "from shop.data import PRICES\n\ndef total(): return sum(PRICES)\n",
        "shop/data/__init__.py": "PRICES = [1, 2]\n",
    }
    assert play("import shop\nprint(shop.total())", files=files).text.startswith("shop 1\n3\n")


def test_imports_in_a_circle_fail_as_in_cpython(play: Play) -> None:
    files = {"a.py": "import b\nx = 1\n", "b.py": "from a import x\n"}
    played = play("import a", files=files)
    assert "ImportError: cannot import name 'x' from partially initialized module 'a'" in (
        played.traceback
    )
    assert played.links == ["1", "1 a.py", "1 b.py"]
    assert [(m.get("file"), m["span"]) for m in played.result["markers"]] == [("b.py", "1:0-1:15")]


def test_a_traceback_leads_through_all_files(play: Play) -> None:
    played = play("import greeting\n\ngreeting.greet(5)", files={"greeting.py": GREETING})
    assert played.links == ["3", "4 greeting.py"]
    (marker,) = played.result["markers"]
    assert marker == {
        "file": "greeting.py",
        "span": "4:21-4:31",
        "message": "AttributeError: 'int' object has no attribute 'title'",
    }


def test_a_syntax_error_is_marked_in_its_file(play: Play) -> None:
    played = play("x = 1\nimport broken", files={"broken.py": "a = 1\nb = = 2\n"})
    assert played.status == "failed"
    assert played.links == ["2", "2 broken.py"]
    assert played.result["markers"] == [
        {"file": "broken.py", "span": "2:4-2:5", "message": "invalid syntax"}
    ]


@pytest.mark.parametrize(
    "lie",
    [
        "raise SyntaxError('no', ('{folder}/a.py', 'one', 2, 'x'))",
        "raise SyntaxError('no', ('{folder}/a.py', 99, 99, 'x', -5, 99))",
        "class E(SyntaxError): lineno = property(lambda s: 1/0)\n"
        "raise E('no', ('{folder}/a.py', 1, 1, 'x'))",
        "e = SyntaxError('no')\ne.filename = [1]\nraise e",
    ],
)
def test_a_syntax_error_may_lie(play: Play, tmp_path: Path, lie: str) -> None:
    played = play(lie.replace("{folder}", str(tmp_path)), files={"a.py": "x = 1"})
    assert played.status == "failed"
    assert len(played.result["markers"]) == 1


def test_frames_of_a_file_that_the_program_wrote_are_shown_without_a_link(play: Play) -> None:
    played = play("open('b.py', 'w').write('1/0')\nimport b")
    assert 'b.py", line 1, in <module>' in played.traceback
    assert played.links == ["2"]
    assert played.result["markers"][0]["span"] == "2:0-2:8"


def test_main_can_be_imported_once_more(play: Play) -> None:
    played = play("print(__name__)\nimport other", files={"other.py": "import main\n"})
    assert played.text.startswith("__main__\nmain\n")


def test_the_directory_of_the_program_is_searched_first(play: Play, tmp_path: Path) -> None:
    played = play("import sys\nprint(sys.path[0], '' in sys.path)")
    assert played.text == f"{tmp_path} False\n"


def test_nothing_of_the_library_is_imported_on_the_way(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = [name for name in sys.modules if name.startswith("importlib.metadata")]
    for name in library:
        monkeypatch.delitem(sys.modules, name)
    played = play("import sys, a\nprint('importlib.metadata' in sys.modules)", files={"a.py": ""})
    assert played.text.startswith("False\n")


def test_bytecode_is_kept_and_listed(play: Play) -> None:
    played = play("import greeting", files={"greeting.py": GREETING})
    assert played.pieces[-1][0] == "written"
    path = "__pycache__/greeting.cpython-314.pyc"
    assert f"1 file written{path} {Path(path).stat().st_size} bytes" == played.pieces[-1][1]


def test_a_program_of_one_file_keeps_no_bytecode(play: Play) -> None:
    Path("found.py").write_text("")
    Path("main.py").write_text("")
    assert "pycache" not in play("import found").text


def test_what_the_program_writes_is_listed(play: Play) -> None:
    played = play(
        "import os\nopen('b.txt', 'w').write('é')\nos.makedirs('d/e')\nopen('d/e/a', 'w')\n"
        "open('data.txt', 'w').write('new')\nopen('same.txt', 'w').write('same')",
        files={"data.txt": "old", "same.txt": "same"},
    )
    assert played.pieces[-1] == (
        "written",
        "3 files writtenb.txt 2 bytesd/e/a 0 bytesdata.txt (changed) 3 bytes",
    )


def test_a_flood_of_files_is_bounded(play: Play) -> None:
    played = play("for n in range(300): open(f'{n:05}' * 30, 'w')")
    text = played.pieces[-1][1]
    assert text.startswith("300 files written…00000")
    assert text.endswith("… and 280 more")
    assert len(text) < 20 * 140 + 60


def test_looking_for_files_comes_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("peek.files.MAX_LISTED", 3)
    for n in range(5):
        Path(str(n)).touch()
    assert MAX_LISTED > 1_000
    assert len(Files("main.py", {"main.py": ""}).written()) == 3


def test_a_link_that_leads_in_a_circle_is_not_followed(play: Play) -> None:
    played = play("import os\nos.mkdir('d')\nos.symlink('..', 'd/up')\nopen('d/a', 'w')")
    assert played.text == "1 file writtend/a 0 bytes"


def test_a_failure_to_look_keeps_nothing_from_the_reader(play: Play) -> None:
    played = play("import os\nos.mkdir('d')\nopen('d/a', 'w')\nos.chmod('d', 0)\nprint(1)")
    assert (played.status, played.text[:2]) == ("finished", "1\n")
