"""Claims: where they stand in a program, and how they are judged by what was printed."""

from textwrap import dedent
from typing import Literal

import pytest

from sitegen.claims import collect, judge, judge_all
from sitegen.errors import Problem
from sitegen.examples import Example, Output
from sitegen.files import File
from sitegen.matching import difference, matches
from sitegen.programs import Failure, Result, Write, key, programs

FENCE = 10  # line of the example's fence in its file


def example(source: str, **other: object) -> Example:
    fields = {
        "id": "a",
        "title": "A",
        "file": "lessons/a.md",
        "line": FENCE,
        "panels": (),
        "stdin": "",
        "runnable": True,
        "showcase": False,
        "error": None,
        "output": None,
    }
    return Example(**(fields | {"source": dedent(source)} | other))  # type: ignore[arg-type]


def result(*writes: Write, error: Failure | None = None, seconds: float = 0.1) -> Result:
    return {"id": "lessons/a.md#a", "writes": [*writes], "error": error, "seconds": seconds}


def write(stream: Literal["stdout", "stderr"], text: str, line: int | None, **others: int) -> Write:
    """Make a write by a line of main.py, and by lines of other files (a=1: line 1 of a.py)."""
    lines = {"main.py": line} if line else {}
    lines |= {f"{name}.py": other for name, other in others.items()}
    return {"lines": lines, "stream": stream, "text": text}


def out(line: int | None, text: str) -> Write:
    return write("stdout", text, line)


def err(line: int | None, text: str) -> Write:
    return write("stderr", text, line)


def raised(name: str, line: int | None = 1) -> Failure:
    return {"type": name, "message": "no good", "file": "main.py", "line": line}


def problem(found: list[Problem]) -> Problem:
    assert len(found) == 1, found
    assert found[0].file == "lessons/a.md"
    return found[0]


# Where claims stand


@pytest.mark.parametrize(
    ("source", "text", "line", "statement"),
    [
        ("print(1)  # → 1\n", "1", 1, [1]),
        ("x = 1\nprint(x) #→ 1\n", "1", 2, [2]),
        ("print(\n    1,\n    2,\n)  # → 1 2\n", "1 2", 4, [1, 2, 3, 4]),
        ("print(  # → 1 2\n    1,\n    2)\n", "1 2", 1, [1, 2, 3]),
        ("if x:\n    print(1)  # → 1\n", "1", 2, [2]),
        ("for x in y: print(x)  # → 1 ⏎ 2\n", "1 ⏎ 2", 1, [1]),
        ("print('''a\nb''')  # → a ⏎ b", "a ⏎ b", 2, [1, 2]),
        ("print('')  # →\n", "", 1, [1]),
        ("# → 1\nprint(1)\n", "1", 1, []),
        ("if x:\n    # → 1\n    print(1)\n", "1", 2, []),
        ("type A[T] = list[T]\nprint(t'{1}')  # → 1\n", "1", 2, [2]),
    ],
)
def test_a_claim_belongs_to_its_statement(
    source: str, text: str, line: int, statement: list[int]
) -> None:
    (claim,) = collect(source)
    assert (claim.text, claim.line, [*claim.statement]) == (text, line, statement)


@pytest.mark.parametrize(
    "source", ["x = '# → 1'\n", "# a → b\n", "'''\n# → 1\n'''\n", "x = 1  # so → 1\n"]
)
def test_what_is_no_claim(source: str) -> None:
    assert collect(source) == []


def test_claims_before_a_syntax_error_are_found() -> None:
    assert [claim.line for claim in collect("print(1)  # → 1\nprint((\n")] == [1]


# Claims in comments


def test_a_kept_claim() -> None:
    assert judge(example("x = 1\nprint(x)  # → 1\n"), result(out(2, "1"), out(2, "\n"))) == []


def test_a_false_claim_names_the_lesson_its_line_and_both_texts() -> None:
    found = problem(judge(example("x = 1\nprint(x)  # → 2\n"), result(out(2, "1\n"))))
    assert found.line == FENCE + 2
    assert "claimed: 2" in found.what
    assert "printed: 1" in found.what
    assert "# → 1" in found.todo


def test_a_claim_on_a_line_that_prints_nothing() -> None:
    found = problem(judge(example("x = 1\nx + 1  # → 2\nprint(x)\n"), result(out(3, "1\n"))))
    assert found.line == FENCE + 2
    assert "prints nothing" in found.what
    assert "Print the value" in found.todo


def test_a_claim_on_a_line_of_its_own_prints_nothing() -> None:
    found = problem(judge(example("print(1)\n# → 1\n"), result(out(1, "1\n"))))
    assert found.line == FENCE + 2


def test_printing_an_empty_line_is_printing() -> None:
    assert judge(example("print()  # →\n"), result(out(1, "\n"))) == []


def test_space_around_what_is_printed_does_not_count() -> None:
    assert judge(example("print('\\n 1 ')  # → 1\n"), result(out(1, "\n 1 \n"))) == []


def test_several_lines_and_several_executions_are_joined() -> None:
    source = "for x in 1, 2:\n    print(x, '\\n!')  # → 1 ⏎ ! ⏎ 2 ⏎ !\n"
    assert judge(example(source), result(out(2, "1 \n!\n"), out(2, "2 \n!\n"))) == []


def test_a_statement_of_several_lines_has_all_its_writes() -> None:
    source = "print(\n    f(),\n    sep='',\n)  # → 12\n"
    assert judge(example(source), result(out(2, "1"), out(1, "2\n"))) == []


def test_other_lines_and_stderr_do_not_count() -> None:
    source = "print(1)  # → 1\nprint(2)\n"
    writes = [out(None, "0\n"), out(1, "1\n"), err(1, "oh\n"), out(2, "2\n")]
    assert judge(example(source), result(*writes)) == []


def test_a_claim_may_leave_text_open() -> None:
    run = result(out(1, "<A object at 0x7f>\n"))
    assert judge(example("print(a)  # → <A object at 0x…>\n"), run) == []
    assert judge(example("print(a)  # → <B object at 0x…>\n"), run) != []


# Several files


def file(path: str, source: str, line: int = 20) -> File:
    return File(path, "python" if path.endswith(".py") else "text", source, line)


def test_a_claim_belongs_to_the_file_that_it_stands_in() -> None:
    both = example("import a  # → 1\n", others=(file("a.py", "\nprint(1)  # → 1\n"),))
    run = result(write("stdout", "1\n", 1, a=2))
    assert judge(both, run) == []
    wrong = result(write("stdout", "2\n", 1, a=2))
    assert [problem.line for problem in judge(both, wrong)] == [FENCE + 1, 20 + 2]
    elsewhere = problem(judge(both, result(write("stdout", "1\n", 1))))
    assert (elsewhere.line, "prints nothing" in elsewhere.what) == (20 + 2, True)


def test_only_python_files_make_claims() -> None:
    assert judge(example("x = 1\n", others=(file("a.txt", "# → 1\n"),)), result()) == []


def test_a_failure_is_reported_in_its_file() -> None:
    failed = raised("ValueError", 3) | {"file": "a.py"}
    both = example("import a\n", others=(file("a.py", "\n\nint('x')\n"),))
    found = problem(judge(both, result(error=failed)))
    assert found.line == 20 + 3


# Output fences


def shows(text: str) -> Output:
    return Output(text, FENCE + 5)


def test_a_kept_output() -> None:
    run = result(out(1, "1\n"), err(2, "warning\n"), out(None, "2 \n\n"))
    assert judge(example("…", output=shows("1\nwarning\n2\n")), run) == []


def test_a_false_output_names_the_first_line_that_differs() -> None:
    found = problem(judge(example("…", output=shows("1\n2\n3\n")), result(out(1, "1\nx\n3\n"))))
    assert found.line == FENCE + 5 + 1
    assert "claimed: 2" in found.what
    assert "printed: x" in found.what
    assert found.todo.endswith("1\nx\n3")


def test_missing_and_additional_output() -> None:
    missing = problem(judge(example("…", output=shows("1\n2\n")), result(out(1, "1\n"))))
    assert (missing.line, "printed: (the end)" in missing.what) == (FENCE + 6, True)
    additional = problem(judge(example("…", output=shows("1\n")), result(out(1, "1\n2\n"))))
    assert (additional.line, "claimed: (the end)" in additional.what) == (FENCE + 6, True)


def test_claims_and_output_are_both_judged() -> None:
    run = result(out(1, "1\n"))
    found = judge(example("print(1)  # → 2\n", output=shows("3\n")), run)
    assert [problem.line for problem in found] == [FENCE + 1, FENCE + 5]


@pytest.mark.parametrize(
    ("claimed", "printed", "where"),
    [
        ("", "", None),
        ("", "a", (0, 0)),
        ("…", "", None),
        ("…", "a b c", None),
        ("a …", "a", None),
        ("a …", "a b c", None),
        ("a …", "b c", (0, 0)),
        ("… c", "a b c", None),
        ("… c", "c", None),
        ("… c", "a b", (1, 1)),
        ("a … c", "a c", None),
        ("a … c", "a b b c", None),
        ("a … a", "a", (2, 1)),
        ("a … c … e", "a b c d e", None),
        ("a … c … e", "a b d e", (2, 1)),
        ("… b c …", "a b x b c d", None),
        ("… b c …", "a b x", (2, 2)),
        ("a … …", "a b", None),
        ("… b", "a b c", (1, 2)),
    ],
)
def test_open_lines(claimed: str, printed: str, where: tuple[int, int] | None) -> None:
    found = difference(claimed.split(), printed.split())
    assert (found and (found.claimed, found.printed)) == where


@pytest.mark.parametrize(
    ("pattern", "line", "same"),
    [
        ("a", "a", True),
        ("a.", "ab", False),
        ("a…", "a", True),
        ("a…c", "abbc", True),
        ("a…c", "abbd", False),
        ("…b…", "abc", True),
        ("a.…", "ab", False),
        ("took … ms", "took 1.5 ms", True),
        ("took … ms", "took 1.5 ms!", False),
    ],
)
def test_open_text(pattern: str, line: str, same: bool) -> None:
    assert matches(pattern, line) is same


# How an example ends


def test_an_unexpected_exception_is_the_one_problem() -> None:
    run = result(out(1, "1\n"), error=raised("ValueError", 3))
    source = example("print(1)  # → 2\n\nint('x')\n", output=shows("3\n"))
    found = problem(judge(source, run))
    assert found.line == FENCE + 3
    assert "ValueError: no good" in found.what
    assert "error=ValueError" in found.todo


def test_an_exception_that_is_meant() -> None:
    run = result(out(1, "1\n"), error=raised("ValueError", 2))
    meant = example("print(1)  # → 1\nint('x')\n", error="ValueError")
    assert judge(meant, run) == []
    wrong = example("print(1)  # → 2\nint('x')\n", error="ValueError")
    assert problem(judge(wrong, run)).line == FENCE + 1


def test_another_exception_than_the_one_meant() -> None:
    found = problem(judge(example("1", error="KeyError"), result(error=raised("ValueError"))))
    assert "meant: KeyError" in found.what


def test_a_meant_exception_that_does_not_come() -> None:
    found = problem(judge(example("1", error="KeyError"), result()))
    assert found.line == FENCE
    assert "KeyError" in found.what


def test_code_that_does_not_parse() -> None:
    run = result(error=raised("SyntaxError", 2))
    assert problem(judge(example("1\n)"), run)).line == FENCE + 2
    assert judge(example("1\n)", error="SyntaxError"), run) == []


def test_an_exception_without_a_line_is_reported_at_the_fence() -> None:
    assert problem(judge(example("1"), result(error=raised("MemoryError", None)))).line == FENCE


def test_a_slow_example() -> None:
    assert judge(example("1"), result(seconds=4.9)) == []
    found = problem(judge(example("1"), result(seconds=5.1)))
    assert (found.line, "5.1 s" in found.what) == (FENCE, True)


# What is run


def test_every_example_is_run_under_a_name_of_its_own() -> None:
    examples = [example("1", stdin="x\n"), example("2", file="lessons/b.md")]
    assert programs(examples, {"lessons/b.md": ["idna", "anyio"]}) == [
        {"id": "lessons/a.md#a", "source": "1", "files": {}, "stdin": "x\n", "packages": ()},
        {
            "id": "lessons/b.md#a",
            "source": "2",
            "files": {},
            "stdin": "",
            "packages": ["idna", "anyio"],
        },
    ]
    assert {key(e) for e in examples} == {program["id"] for program in programs(examples, {})}


def test_files_are_handed_over() -> None:
    (program,) = programs(
        [example("import a", others=(file("b/a.py", "1"), file("c.txt", "2")))], {}
    )
    assert program["files"] == {"b/a.py": "1", "c.txt": "2"}


def test_all_files_of_what_is_only_shown_are_compiled() -> None:
    others = file("a.txt", "no code"), file("a.py", "1 +")
    (program,) = programs([example("1", runnable=False, others=others)], {})
    with pytest.raises(SyntaxError) as caught:
        exec(program["source"])  # noqa: S102
    assert caught.value.filename == "a.py"


def test_what_is_only_shown_is_compiled_and_not_executed() -> None:
    (program,) = programs([example("await f()\n1 / 0", runnable=False)], {})
    exec(program["source"])  # noqa: S102
    (program,) = programs([example("1 +", runnable=False)], {})
    with pytest.raises(SyntaxError):
        exec(program["source"])  # noqa: S102


@pytest.mark.parametrize("claim", [{"output": shows("1")}, {"error": "ValueError"}, {}])
def test_what_is_only_shown_but_claims_something_is_run(claim: dict[str, object]) -> None:
    source = "print(1)" + ("" if claim else "  # → 1")
    assert programs([example(source, runnable=False, **claim)], {})[0]["source"] == source


def test_results_find_their_examples_in_any_order() -> None:
    examples = [example("1", id="a"), example("2", id="b")]
    good, bad = result(), result(error=raised("ValueError"))
    bad["id"] = "lessons/a.md#b"
    assert len(judge_all(examples, [bad, good])) == 1
