"""The passages that the search finds: one for each heading and example, with the right address."""

from sitegen.lessons import parse_lesson
from sitegen.passages import Passage, passages

TEXT = """\
---
title: Bytecode
topic: 2
section: 1.1.1 CPython
summary: How it works.
panels: []
---
At the *top*
of it.

## The `dis` module

It shows.

- a point

```text
shown only
```

```python example "Loop"
while True: pass
```

::: further
[Documentation](https://docs.python.org/3.14/)
:::
"""


def found() -> list[Passage]:
    return passages([parse_lesson("lessons/01-runtime/02-bytecode.md", TEXT, frozenset())])


def test_each_heading_and_each_example_has_an_address() -> None:
    assert [passage["url"] for passage in found()] == [
        "runtime/bytecode/",
        "runtime/bytecode/#the-dis-module",
        "runtime/bytecode/#loop",
    ]


def test_the_top_has_the_lessons_title_and_summary() -> None:
    top = found()[0]
    assert (top["lesson"], top["title"]) == ("Bytecode", "Bytecode")
    assert top["prose"] == "How it works. At the top of it."


def test_a_heading_has_its_prose_and_its_plain_code() -> None:
    passage = found()[1]
    assert passage["title"] == "The dis module"
    assert passage["prose"] == "It shows. a point Documentation"
    assert passage["code"] == "shown only\n"


def test_an_example_has_its_program() -> None:
    passage = found()[2]
    assert (passage["title"], passage["prose"]) == ("Loop", "")
    assert passage["code"] == "while True: pass\n"
