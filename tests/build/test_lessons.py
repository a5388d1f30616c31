"""Reading lessons: what they say, and every mistake an author can make, with its file and line."""

from pathlib import Path
from textwrap import dedent

import pytest

from sitegen.course import Course, load_course
from sitegen.errors import LessonError, Problem
from sitegen.lessons import parse_lesson

HEAD = """\
---
title: Bytecode
topic: 2
section: 1.1.1 CPython
summary: How it works.
panels: [bytecode]
---
"""
SECTION = "title: Runtime\nnumber: 1.10\nintro: What runs.\n"
PANELS = frozenset({"bytecode", "collector"})
FILE = "lessons/01-runtime/02-bytecode.md"
FIRST = HEAD.count("\n") + 1  # line of the file on which the body begins


def problem(text: str) -> Problem:
    """Return the one problem of a lesson."""
    problems = parse_lesson(FILE, text, PANELS).problems
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def in_body(body: str) -> Problem:
    """Return the one problem of a lesson with good front matter; lines count from its body."""
    found = problem(HEAD + body)
    return Problem(found.file, found.line - FIRST + 1, found.what, found.todo)


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files below ``lessons`` and return that directory."""
    for name, text in files.items():
        path = root / "lessons" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "lessons"


def load(root: Path, files: dict[str, str]) -> Course:
    return load_course(write(root, {"01-runtime/_section.yaml": SECTION} | files), PANELS)


def problems_of(root: Path, files: dict[str, str]) -> list[Problem]:
    with pytest.raises(LessonError) as caught:
        load(root, files)
    return caught.value.problems


# What a lesson says


def test_a_lesson_has_what_its_front_matter_says() -> None:
    lesson = parse_lesson(FILE, HEAD, PANELS)
    assert lesson.problems == ()
    assert (lesson.title, lesson.topic, lesson.section) == ("Bytecode", 2, "1.1.1 CPython")
    assert (lesson.summary, lesson.panels) == ("How it works.", ("bytecode",))


def test_the_url_drops_the_numbers() -> None:
    assert parse_lesson(FILE, HEAD, PANELS).url == "runtime/bytecode/"


def test_headings_have_ids() -> None:
    lesson = parse_lesson(FILE, HEAD + "## The `dis` module\n\n### More\n", PANELS)
    assert [(h.id, h.title, h.level) for h in lesson.headings] == [
        ("the-dis-module", "The dis module", 2),
        ("more", "More", 3),
    ]


def test_paths_give_the_order(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        {
            "01-runtime/02-b.md": HEAD,
            "01-runtime/01-a.md": HEAD.replace("topic: 2", "topic: 9"),
            "02-types/_section.yaml": SECTION,
            "02-types/01-a.md": HEAD.replace("topic: 2", "topic: 1"),
        },
    )
    assert [lesson.url for lesson in course.lessons] == ["runtime/a/", "runtime/b/", "types/a/"]


def test_a_section_number_is_not_rounded(tmp_path: Path) -> None:
    assert load(tmp_path, {}).sections[0].number == "1.10"


# Examples


def test_an_example_has_what_its_fence_says() -> None:
    fence = """\
        ```python example "Say \\"hi\\"" static panels=collector error=ValueError stdin="a\\nb"
        print(1)
        ```

        ```output
        1
        ```
        """
    lesson = parse_lesson(FILE, HEAD + dedent(fence), PANELS)
    assert lesson.problems == ()
    (example,) = lesson.examples
    assert (example.title, example.id, example.source) == ('Say "hi"', "say-hi", "print(1)\n")
    assert (example.panels, example.stdin) == (("collector",), "a\nb")
    assert (example.runnable, example.error) == (False, "ValueError")
    assert example.output is not None
    assert (example.output.text, example.output.line) == ("1\n", FIRST + 5)


def test_packages_come_with_what_they_need_in_front_of_them() -> None:
    packages = parse_lesson(FILE, HEAD.replace("panels", "packages: [fastapi]\npanels"), PANELS)
    assert packages.problems == ()
    names = packages.packages
    assert names[-1] == "fastapi"
    assert names.index("pydantic-core") < names.index("pydantic") < names.index("fastapi")
    assert len(names) == len(set(names))
    assert parse_lesson(FILE, HEAD, PANELS).packages == ()


def test_an_example_has_the_panels_of_its_lesson() -> None:
    lesson = parse_lesson(FILE, HEAD + '```python example "A"\n```\n', PANELS)
    assert lesson.examples[0].panels == ("bytecode",)
    assert lesson.examples[0].runnable


def test_ids_of_examples_and_headings_differ() -> None:
    lesson = parse_lesson(FILE, HEAD + '## Loop\n```python example "Loop"\n```\n', PANELS)
    assert lesson.examples[0].id != lesson.headings[0].id


def test_an_edited_example_has_another_digest() -> None:
    digests = {
        parse_lesson(FILE, f'{HEAD}```python example "A"\n{code}\n```\n', PANELS).examples[0].digest
        for code in ("x = 1", "x = 2")
    }
    assert len(digests) == 2


# Examples of several files

TWO = """\
```python example "Two"
import a
```
"""


def test_files_straight_after_an_example_are_its_own() -> None:
    fences = """\
        ```python file "shop/__init__.py"
        x = 1
        ```
        words

        ```python example "One"
        ```
        """
    fences = TWO + dedent(fences) + '```toml file "data.toml"\n```\n\n```output\n1\n```\n'
    lesson = parse_lesson(FILE, HEAD + fences, PANELS)
    assert lesson.problems == ()
    two, one = lesson.examples
    assert [(f.path, f.language, f.source) for f in two.files] == [
        ("main.py", "python", "import a\n"),
        ("shop/__init__.py", "python", "x = 1\n"),
    ]
    assert [file.line for file in two.files] == [FIRST, FIRST + 3]
    assert [file.path for file in one.others] == ["data.toml"]
    assert one.output is not None
    assert [token.type for token in lesson.tokens if token.type in ("fence", "example")] == [
        "example",
        "example",
    ]


def test_the_digest_covers_all_files() -> None:
    files = ["", '```python file "a.py"\n1\n```\n', '```python file "a.py"\n2\n```\n']
    files += ['```python file "b.py"\n2\n```\n']
    digests = {parse_lesson(FILE, HEAD + TWO + f, PANELS).examples[0].digest for f in files}
    assert len(digests) == 4


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ('text\n\n```python file "a.py"\n```', 3, ["file that follows no example", "after"]),
        (TWO + 'text\n```python file "a.py"\n```', 5, ["file that follows no example"]),
        (TWO + '```output\n```\n```python file "a.py"\n```', 6, ["file that follows no example"]),
        (TWO + "```python file\n```", 4, ["file without a path", 'file "name.py"']),
        (TWO + "```python file a.py\n```", 4, ["cannot read the fence from `a.py`"]),
        (TWO + '```python file "a.py" static\n```', 4, ["cannot read the fence from"]),
        (TWO + '```python file "../a.py"\n```', 4, ["“../a.py” is no path below"]),
        (TWO + '```python file "/a.py"\n```', 4, ["“/a.py” is no path below"]),
        (TWO + '```python file "a//b.py"\n```', 4, ["is no path below"]),
        (TWO + '```python file "./a.py"\n```', 4, ["is no path below"]),
        (TWO + '```python file ""\n```', 4, ["is no path below"]),
        (TWO + '```python file "main.py"\n```', 4, ["main.py is the example itself"]),
        (
            TWO + '```python file "a.py"\n```\n```text file "a.py"\n```',
            6,
            ["a second file “a.py”", f"line {FIRST + 3}"],
        ),
        (
            TWO + '```python file "a"\n```\n```text file "a/b.py"\n```',
            6,
            ["“a” on line", "cannot be a directory"],
        ),
        (TWO + '```pyton file "a.py"\n```', 4, ["unknown language `pyton`", "`python`?"]),
    ],
)
def test_mistakes_in_files(body: str, line: int, words: list[str]) -> None:
    found = in_body(body + "\n")
    assert found.line == line, found
    for word in words:
        assert word in str(found)


# Mistakes in front matter


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("panels: [bytecode]", "panels: [bytecod]", 6, ["unknown panel `bytecod`", "`bytecode`?"]),
        ("summary: How", "sumary: How\nsummary: How", 5, ["unknown key `sumary`", "`summary`?"]),
        ("summary: How it works.\n", "", 2, ["key `summary` is missing"]),
        ("topic: 2", "topic: two", 3, ["`topic` has the wrong type", "whole number"]),
        ("topic: 2", "topic: -2", 3, ["`topic` has the wrong type"]),
        ("title: Bytecode", "title: 1.1", 2, ["`title` has the wrong type", "text"]),
        ("title: Bytecode", "title:", 2, ["`title` has the wrong type", "text"]),
        (
            "panels: [bytecode]",
            "panels: [bytecode]\npackages: [fastapy]",
            7,
            ["unknown package `fastapy`", "`fastapi`?"],
        ),
        ("panels: [bytecode]", "panels: bytecode", 6, ["`panels` has the wrong type", "list"]),
        ("summary: How", "summary: How: it", 5, ["bad YAML", "double quotes"]),
        ("summary: How", "summary: \x01How", 2, ["bad YAML"]),
        ("topic: 2", "topic: 2\n[a]: 3", 4, ["unknown key"]),
        ("topic: 2", "topic: 2\ntopic: 3", 4, ["`topic` is given twice"]),
        ("---\ntitle", "title", 1, ["no front matter"]),
        ("[bytecode]\n---", "[bytecode]", 1, ["front matter is not closed"]),
    ],
)
def test_front_matter(old: str, new: str, line: int, words: list[str]) -> None:
    assert old in HEAD
    found = problem(HEAD.replace(old, new))
    assert (found.file, found.line) == (FILE, line), found
    for word in words:
        assert word in str(found)


def test_a_panel_on_a_line_of_its_own_is_found_there() -> None:
    text = HEAD.replace("[bytecode]", "\n  - bytecode\n  - nothing")
    assert problem(text).line == 8


def test_empty_front_matter_lacks_every_key() -> None:
    assert "no keys here" in problem("---\n---\n").what


# Mistakes in fences


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("\n```python example\n```", 2, ["example without a title"]),
        ("```python example static\n```", 1, ["example without a title"]),
        ('```python example ""\n```', 1, ["example without a title"]),
        (
            '```python example "A"\n```\n\n```python example "A"\n```',
            4,
            [f"line {FIRST}", "“A”", "its own title"],
        ),
        (
            '```python example "A" statik\n```',
            1,
            ["unknown word `statik` in the fence", "`static`?"],
        ),
        ('```python example "A" panel=x\n```', 1, ["unknown word `panel=`", "`panels=`?"]),
        ('```python example "A" "B"\n```', 1, ['unknown word `"B"`']),
        ('```python example "A\n```', 1, ['cannot read the fence from `"A`']),
        ('```python example "A\\x"\n```', 1, ['cannot read "A\\x"']),
        ('```python example "A" panels=byte\n```', 1, ["unknown panel `byte`", "`bytecode`?"]),
        ("text\n\n```output\n1\n```", 3, ["output fence that follows no example"]),
        (
            '```python example "A"\n```\nwords\n```output\n```',
            4,
            ["output fence that follows no example"],
        ),
        ("```pyton\n```", 1, ["unknown language `pyton`", "`python`?"]),
        ("```\n1\n```", 1, ["fence without a language"]),
        ("```text example\n```", 1, ["unknown word `example` in the fence"]),
        ("```python\nprint(1)  # → 1\n```", 1, ["claims in a fence that nobody runs"]),
    ],
)
def test_fences(body: str, line: int, words: list[str]) -> None:
    found = in_body(body + "\n")
    assert found.line == line, found
    for word in words:
        assert word in str(found)


# The course as a whole


def test_one_run_reports_all_problems_in_order(tmp_path: Path) -> None:
    found = problems_of(
        tmp_path,
        {
            "01-runtime/02-b.md": HEAD.replace("bytecode]", "x]") + "# No\n",
            "01-runtime/01-a.md": HEAD.replace("topic: 2", "topic: no"),
            "01-runtime/_section.yaml": "title: Runtime\nnumber: 1.1\n",
        },
    )
    assert [(problem.file, problem.line) for problem in found] == [
        ("lessons/01-runtime/01-a.md", 3),
        ("lessons/01-runtime/02-b.md", 6),
        ("lessons/01-runtime/02-b.md", FIRST),
        ("lessons/01-runtime/_section.yaml", 1),
    ]


def test_two_lessons_with_one_topic(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, {"01-runtime/01-a.md": HEAD, "01-runtime/02-b.md": HEAD})
    assert (found.file, found.line) == ("lessons/01-runtime/02-b.md", 3)
    assert "01-a.md" in found.what


def test_two_showcases(tmp_path: Path) -> None:
    body = '```python example "{}" showcase\n```\n'
    twice = HEAD + body.format("A") + body.format("B")
    (found,) = problems_of(tmp_path, {"01-runtime/02-bytecode.md": twice})
    assert (found.file, found.line) == (FILE, FIRST + 2)
    assert "“A”" in found.what


def test_two_lessons_with_one_url(tmp_path: Path) -> None:
    other = HEAD.replace("topic: 2", "topic: 3")
    (found,) = problems_of(tmp_path, {"01-runtime/01-a.md": HEAD, "01-runtime/02-a.md": other})
    assert (found.file, found.line) == ("lessons/01-runtime/02-a.md", 1)
    assert "runtime/a/" in found.what


def test_a_section_without_its_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"01-runtime/01-a.md": HEAD})
    with pytest.raises(LessonError) as caught:
        load_course(root, PANELS)
    (found,) = caught.value.problems
    assert (found.file, found.what) == ("lessons/01-runtime/_section.yaml", "missing file")


@pytest.mark.parametrize("name", ["01-runtime/bytecode.md", "01-runtime/1-a.md", "notes.txt"])
def test_a_file_that_is_no_lesson(tmp_path: Path, name: str) -> None:
    (found,) = problems_of(tmp_path, {name: HEAD})
    assert (found.file, found.what) == (f"lessons/{name}", "file that is no lesson")


def test_a_problem_reads_like_an_instruction() -> None:
    text = str(Problem("lessons/a.md", 3, "unknown panel `x`", "Known: bytecode."))
    assert text == "lessons/a.md:3: unknown panel `x`\n    Known: bytecode."
