"""How a run ended, and what the reader is told of it."""

import json

import pytest

from played import Play

EXITS = {
    "sys.exit()": (0, ""),
    "sys.exit(None)": (0, ""),
    "sys.exit(3)": (3, ""),
    "sys.exit(True)": (1, ""),
    "sys.exit(-1)": (255, ""),
    "sys.exit(256)": (0, ""),
    "sys.exit(10**5000)": (0, ""),
    "sys.exit('message')": (1, "message\n"),
    "sys.exit('')": (1, "\n"),
    "sys.exit([1, 2])": (1, "[1, 2]\n"),
    "sys.exit((1, 2))": (1, "(1, 2)\n"),
    "raise SystemExit": (0, ""),
    "raise SystemExit(1, 2)": (1, "(1, 2)\n"),
    "exit(4)": (4, ""),
    "quit('q')": (1, "q\n"),
    "class S:\n  def __str__(self): 1/0\nsys.exit(S())": (1, ""),
    "class S(SystemExit): code = property(lambda s: 1/0)\nraise S": (1, ""),
    "class N(int):\n  def __and__(s, o): return 'x'\nsys.exit(N(5))": (5, ""),
    "import json\njson.loads('[1]', parse_int=lambda n: sys.exit(6))": (6, ""),
    "try: sys.exit(7)\nexcept Exception: print('caught')": (7, ""),
    "try: sys.exit(7)\nfinally: print('bye')": (7, "bye\n"),
    "sys.stderr.close()\nsys.exit('m')": (1, "m\n"),
    "sys.stderr = None\nsys.exit('m')": (1, "m\n"),
    "import asyncio\nawait asyncio.sleep(0)\nsys.exit(8)": (8, ""),
}


@pytest.mark.parametrize(("source", "expected"), EXITS.items())
def test_exits(play: Play, source: str, expected: tuple[int, str]) -> None:
    played = play(f"import builtins, sys\n{SITE}\n{source}")
    assert played.status == "exited"
    assert (played.result["exit_code"], played.text) == expected
    assert type(played.result["exit_code"]) is int
    assert played.result["markers"] == []


SITE = "def exit(code=None): raise SystemExit(code)\nquit = exit"


def test_an_interrupt(play: Play) -> None:
    played = play("def f():\n  raise KeyboardInterrupt\nf()")
    assert played.status == "interrupted"
    assert played.links == ["3", "2"]
    assert played.traceback.endswith("KeyboardInterrupt\n")
    assert played.result["markers"][0]["span"].startswith("2:")


def test_a_hook_for_exceptions_is_called_in_place_of_the_traceback(play: Play) -> None:
    played = play("""
import sys
sys.excepthook = lambda kind, error, tb: print(kind.__name__, error, tb.tb_lineno, tb.tb_next)
1/0
""")
    assert (played.text, played.status) == ("ZeroDivisionError division by zero 4 None\n", "failed")
    assert played.result["markers"][0]["span"] == "4:0-4:3"


def test_a_hook_that_fails_is_told_with_the_first_error(play: Play) -> None:
    played = play("import sys\ndef hook(*a): {}['b']\nsys.excepthook = hook\n1/0")
    assert played.status == "failed"
    assert played.text.startswith("Error in sys.excepthook:\nTraceback")
    assert "KeyError: 'b'\n\nOriginal exception was:\nTraceback" in played.text
    assert played.text.endswith("ZeroDivisionError: division by zero\n")
    assert "peek" not in played.text


@pytest.mark.parametrize("hook", ["sys.__excepthook__", "None", "sys.excepthook"])
def test_the_ordinary_hook_is_ours(play: Play, hook: str) -> None:
    assert play(f"import sys\nsys.excepthook = {hook}\n1/0").links == ["3"]


def test_without_a_hook_the_traceback_is_shown(play: Play) -> None:
    assert play("import sys\ndel sys.excepthook\n1/0").links == ["3"]


ODD_ERRORS = {
    "str prints": "class E(Exception):\n  def __str__(self): print('asked'); return 'm'\nraise E",
    "str raises": "class E(Exception):\n  def __str__(self): raise SystemExit(3)\nraise E",
    "class lies": "class M(type):\n  __name__ = property(lambda s: 1/0)\n"
    "class E(Exception, metaclass=M): pass\nraise E",
    "no qualified name": "class M(type):\n  __qualname__ = property(lambda s: 1/0)\n"
    "class E(Exception, metaclass=M): pass\nraise E",
    "attributes raise": "class E(Exception):\n  def __getattribute__(self, name): 1/0\nraise E",
    "is a syntax error": "class E(SyntaxError):\n  filename = lineno = msg = object()\nraise E",
    "notes raise": "class E(Exception):\n  __notes__ = property(lambda s: 1/0)\nraise E",
    "group of itself": "e = ExceptionGroup('g', [ValueError()])\ne.__cause__ = e.exceptions[0]\n"
    "e.exceptions[0].__context__ = e\nraise e",
    "no exception": "raise 7",
    "base": "raise BaseException('b')",
    "generator exit": "raise GeneratorExit",
    "stop iteration": "raise StopIteration(3)",
    "cancelled": "import asyncio\nraise asyncio.CancelledError",
    "traceback cut": "raise ValueError('x').with_traceback(None)",
}


@pytest.mark.parametrize("source", ODD_ERRORS.values(), ids=ODD_ERRORS)
@pytest.mark.parametrize("start", ["", "import asyncio\nawait asyncio.sleep(0)\n"])
def test_odd_exceptions_are_results(play: Play, source: str, start: str) -> None:
    played = play(start + source)
    assert played.status == "failed"
    assert played.traceback.strip()
    assert "peek" not in played.text
    json.dumps(played.result)


def test_a_message_is_asked_for_once(play: Play) -> None:
    played = play(ODD_ERRORS["str prints"])
    assert played.text.count("asked") == 1
    assert played.result["markers"] == [{"span": "3:0-3:7", "message": "E: m"}]


def test_output_after_the_report_is_shown(play: Play) -> None:
    played = play("import atexit\natexit.register(print, 'bye')\n1/0")
    assert [name for name, _ in played.pieces] == ["traceback", "stdout"]
