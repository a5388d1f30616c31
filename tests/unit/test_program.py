"""A program runs as ``python main.py`` would run it."""

import pytest

from played import Play


@pytest.mark.parametrize(
    "claim",
    [
        "__name__ == '__main__'",
        "__file__ == 'main.py'",
        "sys.argv == ['main.py']",
        "sys.modules['__main__'].__dict__ is globals()",
        "__builtins__ is builtins",
        "(__doc__, __package__, __spec__) == (None, None, None)",
        "set(vars()) == {'__name__', '__doc__', '__package__', '__loader__', '__spec__', '__file__',"
        " '__builtins__', 'sys', 'builtins'}",
        "open('main.py').read().startswith('import')",
        "sys.stdout is sys.__stdout__ and sys.stderr is sys.__stderr__",
        "sys.stdin is sys.__stdin__",
        "input.__name__ == 'input' and type(input) is type(print)",
        "sys.getrefcount(sys.modules['__main__']) > 0",
        "sys.exception() is None",
    ],
)
def test_the_main_module(play: Play, claim: str) -> None:
    assert play(f"import sys, builtins\nprint({claim})").text == "True\n"


def test_each_program_has_a_main_module_of_its_own(play: Play) -> None:
    assert play("left_over = 1").status == "finished"
    assert play("print('left_over' in globals())").text == "False\n"


def test_classes_and_functions_know_their_module_and_source(play: Play) -> None:
    played = play("""
import inspect, pickle, sys
class A: pass
def f():
    return 'é'
print(A, A.__module__, type(pickle.loads(pickle.dumps(A()))) is A)
print(inspect.getsource(f), end='')
print(inspect.getsourcelines(A)[1])
""")
    expected = "<class '__main__.A'> __main__ True\ndef f():\n    return 'é'\n3\n"
    assert played.text == expected, played.text


def test_a_docstring_and_future_imports_work(play: Play) -> None:
    source = '"""Doc."""\nfrom __future__ import annotations\ndef f(a: no_such): pass\n'
    assert play(source + "print(__doc__, f.__annotations__)").text == "Doc. {'a': 'no_such'}\n"


def test_our_own_future_imports_and_flags_are_not_inherited(play: Play) -> None:
    assert play("def f(a: int): pass\nprint(f.__annotations__)").text == "{'a': <class 'int'>}\n"


def test_warnings_of_the_compiler_are_shown_with_their_line(play: Play) -> None:
    ((stream, text),) = play("x = 1\nif x is 1: pass\n").pieces
    assert stream == "stderr"
    assert text.startswith('main.py:2: SyntaxWarning: "is" with')
    assert text.endswith("\n  if x is 1: pass\n")


def test_warnings_of_the_program_are_shown_with_their_line(play: Play) -> None:
    played = play("import warnings\nwarnings.warn('old')")
    expected = "main.py:2: UserWarning: old\n  warnings.warn('old')\n"
    assert played.pieces == [("stderr", expected)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("import asyncio\nprint(await asyncio.sleep(0, 'slept'))", "slept\n"),
        ("async def f(): return 7\nprint(await f(), [await f() for _ in range(2)])", "7 [7, 7]\n"),
        (
            "async def g():\n  yield 1\n  yield 2\nasync for n in g(): print(n)\n"
            "print([n async for n in g()])",
            "1\n2\n[1, 2]\n",
        ),
        (
            "class C:\n  async def __aenter__(s): print('in')\n  async def __aexit__(s, *a): print('out')\n"
            "async with C(): print('body')",
            "in\nbody\nout\n",
        ),
        (
            "import asyncio\nasync with asyncio.TaskGroup() as group:\n"
            "  a = group.create_task(asyncio.sleep(0, 1))\nprint(a.result())",
            "1\n",
        ),
        ("import asyncio\nasync def f(): return 3\nprint(asyncio.run(f()))", "3\n"),
        (
            "import asyncio\nasync with asyncio.timeout(5): await asyncio.sleep(0)\nprint('ok')",
            "ok\n",
        ),
        (
            "import asyncio\ntry:\n  async with asyncio.timeout(0.001): await asyncio.sleep(9)\n"
            "except TimeoutError: print('late')",
            "late\n",
        ),
    ],
)
def test_await_at_the_top_level(play: Play, source: str, text: str) -> None:
    played = play(source)
    assert (played.text, played.status) == (text, "finished")


def test_an_error_after_an_await_is_the_programs(play: Play) -> None:
    played = play("import asyncio\nasync def f():\n  await asyncio.sleep(0)\n  1/0\nawait f()")
    assert played.links == ["5", "4"]
    assert played.result["markers"][0]["span"] == "4:2-4:5"


def test_a_program_can_catch_what_it_awaits(play: Play) -> None:
    played = play("""
import asyncio
future = asyncio.get_running_loop().create_future()
asyncio.get_running_loop().call_soon(future.set_exception, KeyError('a'))
try:
    await future
except KeyError as error:
    print('caught', error)
""")
    assert played.text == "caught 'a'\n"


def test_recursion_through_c_after_an_await_does_not_kill_the_interpreter(play: Play) -> None:
    played = play("""
import asyncio
class A:
    def __repr__(self): return repr(self)
for n in range(2):
    await asyncio.sleep(0)
    try:
        repr(A())
    except RecursionError:
        print('RecursionError')
""")
    assert played.text == "RecursionError\n" * 2


@pytest.mark.parametrize(
    "source",
    [
        "class A:\n  def __repr__(s): return repr(s)\nrepr(A())",
        "class A:\n  def __getattr__(s, n): return getattr(s, n + 'x')\nA().a",
        "a = []\nfor _ in range(10_000): a = [a]\ntry: repr(a)\nfinally:\n  while a: a = a.pop()",
        "def f(x): return sorted([x, x], key=f)\nf(1)",
    ],
)
def test_recursion_through_c_is_an_ordinary_error(play: Play, source: str) -> None:
    played = play(source)
    assert played.status == "failed"
    assert "RecursionError" in played.traceback


def test_tasks_that_are_left_are_cancelled(play: Play) -> None:
    played = play("""
import asyncio
async def wait(seconds):
    try:
        await asyncio.sleep(seconds)
    finally:
        print('cleaned up')
tasks = [asyncio.create_task(wait(1000)), asyncio.create_task(wait(float('inf')))]
never = asyncio.create_task(asyncio.Event().wait())
await asyncio.sleep(0)
print('end')
""")
    assert (played.text, played.status) == ("end\ncleaned up\ncleaned up\n", "finished")
    assert played.result["duration"] < 2000


def test_a_task_that_will_not_be_cancelled_does_not_hang_the_run(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peek.program.PATIENCE", 0.05)
    played = play("""
import asyncio
over = False
async def stubborn():
    while not over:
        try:
            await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            print('no')
task = asyncio.create_task(stubborn())
await asyncio.sleep(0)
""")
    assert (played.text, played.status) == ("no\n", "finished")
    play("import sys")  # the task goes on meanwhile


def test_exit_functions_run_last_first_and_their_errors_are_shown(play: Play) -> None:
    played = play("""
import atexit, weakref
class A: pass
a = A()
atexit.register(print, 'first')
atexit.register(lambda: 1/0)
weakref.finalize(a, print, 'finalized')
print('end')
""")
    assert played.status == "finished"
    assert played.pieces[0] == ("stdout", "end\nfinalized\n")
    assert played.pieces[-1] == ("stdout", "first\n")
    assert "ZeroDivisionError" in played.pieces[1][1]


def test_exit_functions_run_after_a_failure_and_after_exit(play: Play) -> None:
    register = "import atexit, sys\natexit.register(print, 'bye')\n"
    failed, left = play(register + "1/0"), play(register + "sys.exit('why')")
    assert failed.text.endswith("division by zero\nbye\n")
    assert left.pieces == [("stderr", "why\n"), ("stdout", "bye\n")]


def test_reference_counts_are_those_of_cpython(play: Play) -> None:
    played = play("""
import sys
a = []
print(sys.getrefcount(a))
b = a
print(sys.getrefcount(a))
c = [a, a]
print(sys.getrefcount(a))
del b, c
print(sys.getrefcount(a))
def count():
    a = []
    b = a
    return sys.getrefcount(a)
print(count())
""")
    assert played.text == "2\n3\n5\n2\n2\n"


def test_objects_go_when_their_last_reference_goes(play: Play) -> None:
    played = play("""
class A:
    def __init__(self, name): self.name = name
    def __del__(self): print('gone', self.name)
def f():
    a = A('local')
a = A('first')
a = A('second')
f()
try:
    b = A('in a frame')
    raise ValueError(A('in an error'))
except ValueError:
    pass
del a, b
print('end')
""")
    assert played.text.splitlines() == [
        "gone first",
        "gone local",
        "gone in an error",
        "gone second",
        "gone in a frame",
        "end",
    ]


def test_a_source_that_is_no_text_fails_like_a_program(play: Play) -> None:
    played = play("x = '\ud800'")
    assert played.status == "failed"
    assert "UnicodeEncodeError" in played.text
