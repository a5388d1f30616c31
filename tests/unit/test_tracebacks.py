"""Tracebacks say what CPython says, about the frames of the program alone."""

import linecache
import sys
import traceback
from collections.abc import Iterator
from time import perf_counter

import pytest

from peek.files import Files
from peek.tracebacks import MAX_CHARACTERS, describe, headline, remember_source, summarize
from played import plain

FILES = Files("main.py", {"main.py": ""})


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    linecache.cache.pop("main.py", None)


def failed(source: str) -> BaseException:
    """Run a program that fails; give the exception as it leaves the program."""
    remember_source("main.py", source)
    try:
        exec(compile(source, "main.py", "exec"), {"__name__": "__main__"})  # noqa: S102
    except BaseException as error:
        assert error.__traceback__ is not None
        return error.with_traceback(error.__traceback__.tb_next)
    raise AssertionError(f"this program does not fail:\n{source}")


def told(source: str) -> str:
    return plain(describe(summarize(failed(source), FILES)))


def cpython(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


FAILURES = {
    "plain": "def f(a):\n    return a / 0\nf(1)",
    "arguments": "class C:\n  def m(self): self.x.y\nC().m()",
    "suggestion": "pint = 1\nprimt(2)",
    "attribute": "'a'.uper()",
    "import": "from collections import namedtupel",
    "forgotten import": "math.pi",
    "module": "import no_such_module",
    "cause": "try: 1/0\nexcept ZeroDivisionError as e:\n  raise ValueError('no') from e",
    "context": "try: {}['a']\nexcept KeyError:\n  undefined",
    "suppressed": "try: 1/0\nexcept ZeroDivisionError: raise ValueError('no') from None",
    "long chain": """
def f(n):
    try: raise ValueError(n)
    except ValueError:
        if n: f(n - 1)
        raise TypeError(n)
f(4)""",
    "cycle of causes": """
a, b = ValueError('a'), ValueError('b')
a.__cause__, b.__cause__ = b, a
raise a""",
    "group": """
def f(): 1/0
found = []
for function in f, (lambda: [][0]):
    try: function()
    except Exception as e: found.append(e)
raise ExceptionGroup('several', found)""",
    "nested groups": """
raise ExceptionGroup('a', [ValueError(1), ExceptionGroup('b', [TypeError(2), OSError(3)])])""",
    "deep groups": """
e = ValueError()
for n in range(30): e = ExceptionGroup(str(n), [e])
raise e""",
    "wide group": "raise ExceptionGroup('wide', [ValueError(n) for n in range(40)])",
    "context of a group": """
try: 1/0
except Exception: raise BaseExceptionGroup('g', [KeyboardInterrupt()])""",
    "notes": "e = ValueError('a\\nb')\ne.add_note('one\\ntwo')\ne.add_note('')\nraise e",
    "bad notes": "e = ValueError()\ne.__notes__ = 7\nraise e",
    "no message": "raise KeyError",
    "interrupt": "raise KeyboardInterrupt",
    "own class": "class Oops(Exception): pass\nraise Oops('here')",
    "exec": "exec('1/0', {})",
    "several lines": "f = (1 +\n     2 +\n     None +\n     4)",
    "recursion": "def f(): f()\nf()",
    "mutual recursion": "import sys\nsys.setrecursionlimit(sys.getrecursionlimit())\n"
    "def f(n):\n  if n == 0: 1/0\n  g(n - 1)\ndef g(n): f(n)\nf(9)",
    "a few repetitions": "def f(n): return 1/0 if n == 0 else f(n - 1)\nf(4)",
    "one repetition more": "def f(n): return 1/0 if n == 0 else f(n - 1)\nf(3)",
    "wide characters": "x = '漢字🐍' + 'é' + (1 / 0)",
    "tabs": "if 1:\n\tx = '\t' + (1/0)",
    "other separators": "x = '\x0c\x1c\u2028'\n1/0",
    "str that fails": "class E(Exception):\n  def __str__(self): 1/0\nraise E",
    "str that interrupts": "class E(Exception):\n  def __str__(self): raise KeyboardInterrupt\nraise E",
    "str of another type": "class E(Exception):\n  def __str__(self): return 7\nraise E",
    "dir that fails": "class A:\n  def __dir__(self): 1/0\nA().b",
}
HIDDEN = ("<string>", "<frozen", "/traceback.py")


@pytest.mark.parametrize("source", FAILURES.values(), ids=FAILURES)
def test_it_says_what_cpython_says(source: str) -> None:
    error = failed(source)
    expected = cpython(error)
    kept = [line for line in expected.splitlines() if not any(part in line for part in HIDDEN)]
    assert plain(describe(summarize(error, FILES))).splitlines() == kept


@pytest.mark.parametrize(
    "source",
    [
        "x = = 1",
        "if 1:\npass",
        "f(",
        "'''a",
        "'🐍'; return",
        "if 1:\n  a\n b",
        "print 1",
        "whlie 1: pass",
    ]
    + ["a\0b", "\tx\n y", "x = 1 +", "é = ‘a’"],
)
def test_syntax_errors_are_told_as_cpython_tells_them(source: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        compile(source, "main.py", "exec")
    error = caught.value.with_traceback(None)
    assert plain(describe(summarize(error, FILES))) == cpython(error)


def test_the_place_of_an_error_in_a_string_stays() -> None:
    lines = told("exec('a b')").splitlines()
    assert lines[4] == '  File "<string>", line 1'
    assert lines[5] == "    a b"
    assert lines[-1] == "SyntaxError: invalid syntax"


def test_frames_of_libraries_are_left_out() -> None:
    text = told("import json\ndef hook(pairs): 1/0\njson.loads('{}', object_hook=hook)\n")
    assert "json" in text.splitlines()[2]
    assert [line for line in text.splitlines() if "File" in line] == [
        '  File "main.py", line 3, in <module>',
        '  File "main.py", line 2, in hook',
    ]
    text = told("import json\n\njson.loads('{')")
    assert [line for line in text.splitlines() if "File" in line] == [
        '  File "main.py", line 3, in <module>'
    ]
    assert "JSONDecodeError" in text


def test_a_deep_recursion_through_many_functions_is_cut_in_the_middle() -> None:
    functions = "".join(
        f"def f{n}(i): return 1/0 if i > 600 else f{(n + 1) % 50}(i + 1)\n" for n in range(50)
    )
    lines = told(f"{functions}f0(0)").splitlines()
    shown = sum("File" in line for line in lines)
    (note,) = [line for line in lines if "left out" in line]
    assert shown == 60
    assert note == f"  … {603 - 60} frames left out …"
    assert "line 51, in <module>" in lines[1]
    assert lines[-1] == "ZeroDivisionError: division by zero"


def test_frames_that_repeat_are_counted_though_they_are_not_shown() -> None:
    text = told("def f(n): return 1/0 if n == 0 else f(n - 1)\nf(500)")
    assert "[Previous line repeated 498 more times]" in text


def test_a_very_deep_recursion_takes_no_time_to_tell() -> None:
    source = "import sys\nsys.setrecursionlimit(5_000)\ndef f(): f()\nf()"
    limit = sys.getrecursionlimit()
    error = failed(source)
    sys.setrecursionlimit(limit)
    started = perf_counter()
    text = plain(describe(summarize(error, FILES)))
    assert perf_counter() - started < 2
    assert text.count("File") == 4


def test_a_long_chain_is_bounded() -> None:
    started = perf_counter()
    text = told("""
e = None
for n in range(300):
    try: raise ValueError(n) from e
    except ValueError as error: e = error
raise e""")
    assert len(text) < MAX_CHARACTERS + 200
    assert text.rstrip().endswith("ValueError: 299")
    assert perf_counter() - started < 8


def test_a_huge_message_is_cut_in_the_middle_and_says_so() -> None:
    text = told("raise ValueError('a' * 500_000 + 'b' * 500_000 + 'end')")
    assert len(text) < MAX_CHARACTERS + 100
    assert text.startswith("Traceback")
    assert text.rstrip().endswith("bend")
    (note,) = [line for line in text.splitlines() if "left out" in line]
    left_out = int(note.split()[1].replace(",", ""))
    shown = text.count("a" * 10) * 10 + text.count("b" * 10) * 10
    assert abs(left_out + shown - 1_000_000) < 200


def test_the_message_is_asked_for_once() -> None:
    error = failed(
        "class E(Exception):\n  n = 0\n  def __str__(s): s.n += 1; return str(s.n)\nraise E"
    )
    summary = summarize(error, FILES)
    assert headline(summary) == "E: 1"
    assert plain(describe(summary)).endswith("E: 1\n")
    assert error.n == 1  # type: ignore[attr-defined]


def test_headlines() -> None:
    def of(source: str) -> str:
        return headline(summarize(failed(source), FILES))

    assert of("1/0") == "ZeroDivisionError: division by zero"
    assert of("raise ValueError") == "ValueError"
    assert of("e = ValueError('a\\nb')\ne.add_note('c')\nraise e") == "ValueError: a\nb\nc"
    assert of("printt") == "NameError: name 'printt' is not defined. Did you mean: 'print'?"


def test_colours_and_ranges() -> None:
    text = describe(summarize(failed("x = 1 / 0"), FILES))
    assert "\x1b[" in text
    assert "    ~~^~~\n" in plain(text)


def test_the_lines_are_found_even_if_the_program_clears_them() -> None:
    error = failed("import linecache\nlinecache.clearcache()\n1/0")
    remember_source("main.py", "import linecache\nlinecache.clearcache()\n1/0")
    assert "    1/0\n" in plain(describe(summarize(error, FILES)))


def test_source_lines_are_those_of_the_compiler() -> None:
    remember_source("main.py", "a\r\nb\rc\x0c\u2028d\ne")
    assert [linecache.getline("main.py", n).rstrip("\n") for n in (1, 2, 3, 4)] == [
        "a",
        "b",
        "c\x0c\u2028d",
        "e",
    ]
