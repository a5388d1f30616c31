"""Markdown: the HTML that it becomes, the links that it may hold, and mistakes with their lines."""

import re
from html.parser import HTMLParser

import pytest

from sitegen import links, markdown
from sitegen.course import Course, Section, check
from sitegen.errors import Problem
from sitegen.lessons import parse_lesson

FRONT = "---\ntitle: A\ntopic: {}\nsection: s\nsummary: s\npanels: []\n---\n"
FIRST = FRONT.count("\n") + 1  # line of the file on which the body begins
SVG = '<svg viewBox="0 0 9 9"><path class="fig-arrow" d="M0 0"/></svg>'
OTHER = FRONT.format(2) + "## Op codes\n"


def course(body: str) -> Course:
    """Make a course of a lesson with this body and another one, in another section."""
    texts = {"01-runtime/01-a": FRONT.format(1) + body, "02-types/02-b": OTHER}
    lessons = (parse_lesson(f"lessons/{k}.md", t, frozenset()) for k, t in texts.items())
    return Course(tuple(Section("1", "s", "i", (lesson,), ()) for lesson in lessons))


def html(body: str) -> str:
    """Return the HTML of a body that must be without problems."""
    made = course(body)
    assert check(made) == []
    lesson = made.lessons[0]
    return markdown.render(
        lesson.tokens,
        lambda example: f"<section>{example.title}</section>",
        made.links(lesson).attributes,
    )


def problem(body: str) -> Problem:
    """Return the one problem of a body; its line counts from 1 at the top of the body."""
    found = check(course(body))
    assert len(found) == 1, "\n".join(map(str, found))
    assert found[0].file == "lessons/01-runtime/01-a.md"
    return Problem(found[0].file, found[0].line - FIRST + 1, found[0].what, found[0].todo)


class Elements(HTMLParser):
    """The elements of some HTML: (tag, attributes)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


# What it becomes


def test_headings_have_ids() -> None:
    assert '<h2 id="two-words">Two words</h2>' in html("## Two words\n")


def test_equal_headings_have_different_ids() -> None:
    ids = [h["id"] for h in Elements(html("## Same\n\n## Same\n")).all("h2")]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("name", "title"),
    [("fastapi", "In FastAPI"), ("often-said", "Often said"), ("further", "Going further")],
)
def test_a_box_is_a_labelled_aside(name: str, title: str) -> None:
    text = html(f"::: {name}\nSome *words*.\n:::\n\nafter\n")
    (aside,) = Elements(text).all("aside")
    assert aside == {"class": f"box box-{name}", "role": "note", "aria-label": title}
    assert f'<p class="box-title">{title}</p>' in text
    assert "<em>words</em>" in text.partition("</aside>")[0]
    assert "after" in text.partition("</aside>")[2]


def test_a_figure_has_its_drawing_and_caption() -> None:
    text = html(f'::: figure "Boxes & \\"arrows\\""\n{SVG}\n:::\n')
    (svg,) = Elements(text).all("svg")
    (caption,) = Elements(text).all("figcaption")
    assert svg["role"] == "img"
    assert svg["aria-labelledby"] == caption["id"]
    assert ">Boxes &amp; &quot;arrows&quot;</figcaption>" in text


def test_a_figure_keeps_a_label_of_its_own() -> None:
    drawing = SVG.replace("<svg", '<svg role="img" aria-label="Short"')
    text = html(f'::: figure "Long"\n{drawing}\n:::\n')
    (svg,) = Elements(text).all("svg")
    assert text.count("role=") == 1
    assert svg == {"role": "img", "aria-label": "Short", "viewbox": "0 0 9 9"}


def test_a_drawing_may_hold_blank_lines() -> None:
    drawing = SVG.replace("<path", "\n\n  <path")
    text = html(f'::: figure "A"\n{drawing}\n:::\n\nafter\n')
    assert "<p>after</p>" in text
    assert "<pre" not in text


def test_a_figure_inside_a_longer_box() -> None:
    text = html(f':::: fastapi\n::: figure "A"\n{SVG}\n:::\n::::\n')
    assert re.search("<aside.*<figure.*</figure>.*</aside>", text, re.DOTALL)


def test_column_heads_have_a_scope() -> None:
    heads = Elements(html("| a | b |\n|---|---|\n| 1 | 2 |\n")).all("th")
    assert [head["scope"] for head in heads] == ["col", "col"]


def test_a_fence_is_highlighted_with_classes_only() -> None:
    text = html("```python\nwhile x: pass  # <b>\n```\n")
    assert '<span class="k">while</span>' in text
    assert "&lt;b&gt;</span></code></pre>" in text
    assert "style=" not in text


def test_an_example_stands_where_its_fence_was_and_its_output_is_left_to_it() -> None:
    text = html('before\n\n```python example "A"\n1\n```\n\n```output\n77\n```\n\nafter\n')
    assert re.search("before.*<section>A</section>.*after", text, re.DOTALL)
    assert "77" not in text


def test_rendering_twice_gives_the_same() -> None:
    made = course("[b](../02-types/02-b.md) [p](https://python.org)\n\n| a |\n|---|\n")
    lesson = made.lessons[0]
    twice = [
        markdown.render(lesson.tokens, lambda example: example.id, made.links(lesson).attributes)
        for _ in range(2)
    ]
    assert twice[0] == twice[1]


# Links


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("../02-types/02-b.md", "../../types/b/"),
        ("../02-types/02-b.md#op-codes", "../../types/b/#op-codes"),
        ("01-a.md", "./"),
        ("#here", "#here"),
        ("#an-example", "#an-example"),
    ],
)
def test_a_link_to_a_lesson_becomes_a_relative_url(written: str, made: str) -> None:
    (link,) = Elements(
        html(f'## Here\n\n```python example "An example"\n```\n\n[text]({written})\n')
    ).all("a")
    assert link == {"href": made}


def test_a_link_to_another_site_tells_it_nothing() -> None:
    text = html("[text](https://docs.python.org/3.14/?a=1&b=2 'The \"title\"')\n")
    (link,) = Elements(text).all("a")
    assert "a=1&amp;b=2" in text
    assert link == {
        "href": "https://docs.python.org/3.14/?a=1&b=2",
        "rel": "noreferrer",
        "title": 'The "title"',
    }


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("one\ntwo [x](02-b.md)\n", 2, ["link to a missing file: 02-b.md", "../02-types/02-b.md"]),
        ("one\n\n- a\n- [x](nothing.txt)\n", 4, ["missing file: nothing.txt"]),
        ("| a |\n|---|\n| [x](y.md) |\n", 3, ["missing file: y.md"]),
        ("[x](../02-types/02-b.md#op)\n", 1, ["missing place: #op in 02-b.md", "op-codes"]),
        ("## Here\n\n[x](#her)\n", 3, ["missing place: #her", "`here`?"]),
        ("[x](/runtime/a/)\n", 1, ["link of an unknown kind", "relative path"]),
        ("[x](//evil.example/)\n", 1, ["link of an unknown kind"]),
        ("[x](ftp://example.org/)\n", 1, ["link of an unknown kind"]),
        ("one\n![x](cat.png)\n", 2, ["images are not supported", "::: figure"]),
    ],
)
def test_links_that_lead_nowhere(body: str, line: int, words: list[str]) -> None:
    found = problem(body)
    assert found.line == line, found
    for word in words:
        assert word in str(found)


def test_attributes_of_a_broken_link_are_not_made() -> None:
    with pytest.raises(links.BrokenLinkError):
        course("").links(course("").lessons[0]).attributes("nothing.md")


# Mistakes in the structure


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("text\n\n# Top\n", 3, ["heading of level 1", "##"]),
        ("## A\n\n#### B\n", 3, ["heading of level 4 below one of level 2", "Use ###."]),
        ("### A\n", 1, ["heading of level 3 below one of level 1", "Use ##."]),
        ("one\n<b>two</b>\n", 2, ["raw HTML: <b>", "Markdown"]),
        ("one\n\n<div>\n</div>\n", 3, ["raw HTML: <div>"]),
        (f"{SVG}\n", 1, ["raw HTML: <svg", "::: figure"]),
        ("\n::: fastapi\ntext\n", 2, ["`::: fastapi` is not closed", "`:::`"]),
        (
            "::: fastapi\n\n::: further\ntext\n:::\n",
            3,
            ["`::: further` (or the `::: fastapi` around it, line", "is not closed"],
        ),
        ("text\n\n:::\n", 3, ["`:::` closes nothing"]),
        ("::: fastpi\n:::\n", 1, ["unknown box `fastpi`", "`fastapi`?"]),
        ("\n```text\nabc\n", 2, ["fence is not closed", "```"]),
        ('```python example "A"\n1\n', 1, ["fence is not closed"]),
        ('```python example "A"\n```\n\n```output\n1\n', 4, ["fence is not closed"]),
        ("::: further\n```text\nabc\n:::\n", 2, ["fence is not closed"]),
    ],
)
def test_structure(body: str, line: int, words: list[str]) -> None:
    found = problem(body)
    assert found.line == line, found
    for word in words:
        assert word in str(found)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        (f"::: figure\n{SVG}\n:::", 1, ["svg without text equivalent"]),
        (f'::: figure " "\n{SVG}\n:::', 1, ["svg without text equivalent"]),
        (f"::: figure A\n{SVG}\n:::", 1, ["svg without text equivalent", '"What it shows"']),
        (f'\n::: figure "A"\n{SVG}\n', 2, ["figure is not closed", "`:::`"]),
        ('::: figure "A"\n<svg viewBox="0 0 9 9">\n<path>\n</svg>\n:::', 4, ["mismatched tag"]),
        ('::: figure "A"\nwords\n:::', 2, ["svg cannot be read"]),
        ('::: figure "A"\n:::', 2, ["svg cannot be read"]),
        ('::: figure "A"\n<svg>\n</svg>\n:::', 2, ["no <svg viewBox=…>"]),
        ('::: figure "A"\n<p viewBox="1">\n</p>\n:::', 2, ["no <svg viewBox=…>"]),
        (
            f'::: figure "A"\n\n{SVG.replace("<path", "<style/><path")}\n:::',
            3,
            ["<style> in a figure", "classes"],
        ),
        (
            f'::: figure "A"\n{SVG.replace("<path", chr(10) + "<path onclick=" + repr(""))}\n:::',
            3,
            ['onclick="" in a figure'],
        ),
        (f'::: figure "A"\n{SVG.replace("class=", "style=")}\n:::', 2, ["style=", "Use a class"]),
        (
            f'::: figure "A"\n{SVG.replace("<path", "<path fill=" + repr("red"))}\n:::',
            2,
            ['fill="red"', "Use a class"],
        ),
        (
            f'## Tip\n\n::: figure "A"\n{SVG.replace("<path", "<path id=" + repr("tip"))}\n:::',
            4,
            ["the id `tip` is also on line", "name of its own"],
        ),
    ],
)
def test_figures(body: str, line: int, words: list[str]) -> None:
    found = problem(body + "\n")
    assert found.line == line, found
    for word in words:
        assert word in str(found)


@pytest.mark.parametrize("paint", ["none", "currentColor", "url(#stripes)"])
def test_figures_may_use_paint_that_follows_the_theme(paint: str) -> None:
    drawing = SVG.replace("<path", f'<path fill="{paint}"')
    assert paint in html(f'::: figure "A"\n{drawing}\n:::\n')
