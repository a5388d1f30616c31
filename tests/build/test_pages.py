"""Pages: which ones there are, and what the templates are given."""

import json
import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import DictLoader, UndefinedError

from sitegen.course import Course, load_course
from sitegen.pages import Shell, environment, render_site

REPOSITORY = Path(__file__).parents[2]
HEAD = """\
---
title: {title}
topic: {topic}
section: 1.1.1 CPython
summary: How & why.
panels: [bytecode]
---
"""
PANEL = {"name": "bytecode", "title": "Bytecode", "empty": "Nothing.", "options": []}
SHELL = Shell(
    panels=[PANEL, PANEL | {"name": "collector", "title": "Collector"}],
    assets={
        name: f"assets/{name}"
        for name in ("main.js", "style.css", "inter.woff2", "mono.woff2", "favicon.svg")
    },
    manifest={"assets": {"wasm": "a.wasm"}, "panels": [PANEL]},
    csp="default-src 'none'",
)
BLANK = {"home.html": "", "404.html": "", "lesson.html": "", "example.html": ""}


def write(root: Path, bodies: dict[str, str]) -> Path:
    """Write a course of one section with these lessons and return its directory."""
    section = root / "lessons" / "01-runtime"
    section.mkdir(parents=True)
    (section / "_section.yaml").write_text("title: Runtime\nnumber: 1.1\nintro: Hello.\n")
    for topic, (name, body) in enumerate(bodies.items(), 1):
        text = HEAD.format(title=name[3:].title(), topic=topic) + body
        (section / f"{name}.md").write_text(text, encoding="utf-8")
    return section.parent


def render(root: Path, bodies: dict[str, str], **templates: str) -> dict[str, str]:
    """Render a small course with these templates (those not given are empty)."""
    course = load_course(write(root, bodies), ["bytecode", "collector"])
    given = {f"{name.removeprefix('t')}.html": text for name, text in templates.items()}
    return render_site(course, SHELL, environment(DictLoader(BLANK | given)))


def test_every_lesson_has_a_page_of_its_own(tmp_path: Path) -> None:
    pages = render(tmp_path, {"01-a": "", "02-b": ""})
    assert set(pages) == {
        "index.html",
        "404.html",
        "runtime/a/index.html",
        "runtime/b/index.html",
    }


def test_a_page_knows_the_way_to_the_root(tmp_path: Path) -> None:
    root = "[{{ page.root }}|{{ page.url }}]"
    pages = render(tmp_path, {"01-a": ""}, home=root, lesson=root)
    assert pages["index.html"] == "[|]"
    assert pages["runtime/a/index.html"] == "[../../|runtime/a/]"


def test_the_home_page_lists_the_course(tmp_path: Path) -> None:
    home = (
        "{{ site.title }}: {% for section in site.sections %}{{ section.number }} "
        "{{ section.title }} {{ section.intro }}{% for lesson in section.lessons %} "
        "{{ lesson.topic }}={{ lesson.url }}{% endfor %}{% endfor %}"
    )
    pages = render(tmp_path, {"01-a": "", "02-b": ""}, home=home)
    assert pages["index.html"] == "Peek: 1.1 Runtime Hello. 1=runtime/a/ 2=runtime/b/"


def test_the_home_page_shows_the_showcase(tmp_path: Path) -> None:
    body = '```python example "A"\n```\n```python example "B" showcase\n```\n'
    home = "{% for example in examples %}{{ example.title }}{% endfor %}"
    assert render(tmp_path, {"01-a": body}, home=home)["index.html"] == "B"


def test_a_lesson_knows_its_neighbours(tmp_path: Path) -> None:
    lesson = (
        "{{ lesson.previous.title if lesson.previous }}<{{ lesson.title }}>"
        "{{ lesson.next.title if lesson.next }}"
    )
    pages = render(tmp_path, {"01-a": "", "02-b": "", "03-c": ""}, lesson=lesson)
    assert pages["runtime/a/index.html"] == "<A>B"
    assert pages["runtime/b/index.html"] == "A<B>C"
    assert pages["runtime/c/index.html"] == "B<C>"


def test_a_misspelt_variable_in_a_template_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        render(tmp_path, {"01-a": ""}, lesson="{{ lesson.misspelt }}")


def test_texts_are_escaped_and_bodies_are_not(tmp_path: Path) -> None:
    lesson = "{{ lesson.summary }}{{ lesson.body }}"
    pages = render(tmp_path, {"01-a": "*x* < y"}, lesson=lesson)
    assert pages["runtime/a/index.html"] == "How &amp; why.<p><em>x</em> &lt; y</p>\n"


def test_an_example_is_rendered_by_its_template(tmp_path: Path) -> None:
    body = '```python example "Loop" error=ValueError\nwhile 1 < 2: …\n```\n\n```output\n1\n```\n'
    shown = (
        "{{ example.id }}|{{ example.title }}|{{ example.source }}|{{ example.files[0].html }}|"
        "{{ example.panels|join(',') }}|{{ example.stdin }}|{{ example.runnable }}|"
        "{{ example.digest|length }}|{{ example.output }}|{{ example.error }}|{{ page.root }}"
    )
    pages = render(tmp_path, {"01-a": body}, example=shown, lesson="{{ lesson.body }}")
    fields = pages["runtime/a/index.html"].split("|")
    assert fields[:3] == ["loop", "Loop", "while 1 &lt; 2: …\n"]
    assert '<span class="k">while</span>' in fields[3]
    assert fields[4:] == ["bytecode", "", "True", "12", "1\n", "ValueError", "../../"]


def test_the_shell_reaches_every_page(tmp_path: Path) -> None:
    shell = (
        "{{ csp }}|{{ assets['main.js'] }}|{{ panels|map(attribute='name')|join(',') }}|"
        "{{ manifest|tojson }}"
    )
    templates = {"home": shell, "lesson": shell, "t404": shell}
    for page in render(tmp_path, {"01-a": ""}, **templates).values():
        csp, main, panels, manifest = page.split("|")
        assert csp == "default-src &#39;none&#39;"
        assert (main, panels) == ("assets/main.js", "bytecode,collector")
        assert json.loads(manifest) == SHELL.manifest


def test_headings_can_be_listed(tmp_path: Path) -> None:
    lesson = "{% for h in lesson.headings %}#{{ h.id }} {{ h.title }};{% endfor %}"
    pages = render(tmp_path, {"01-a": "## One\n\n## Two `x`\n"}, lesson=lesson)
    assert pages["runtime/a/index.html"] == "#one One;#two-x Two x;"


# The real lessons in the real templates

VOID = {"meta", "link", "input", "br", "hr"}


class Html(HTMLParser):
    """Elements (tag, attributes) of a page, and the tags that are not closed as they should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.unbalanced += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(f"/{tag} on line {self.getpos()[0]}")

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.elements if attribute in attrs]


@pytest.fixture(scope="module")
def course() -> Course:
    modules = (REPOSITORY / "py/peek/panels").glob("*.py")
    panels = [module.stem for module in modules if "\nPANEL = " in module.read_text("utf-8")]
    return load_course(REPOSITORY / "lessons", panels)


@pytest.fixture(scope="module")
def site(course: Course) -> dict[str, Html]:
    manifest = {"assets": {}, "pyodide": "0", "python": "3.14", "panels": []}
    shell = Shell(SHELL.panels, SHELL.assets, manifest, SHELL.csp)
    pages = render_site(course, shell, environment(REPOSITORY / "site/templates"))
    return {path: Html(page) for path, page in pages.items()}


def test_the_files_of_an_example_are_all_on_the_page(tmp_path: Path) -> None:
    example = '```python example "{}"{}\n```\n```python file "a.py"\nprint("hidden?")\n```\n\n'
    body = example.format("Runs", "") + example.format("Shown", " static")
    course = load_course(write(tmp_path, {"01-a": body}), ["bytecode"])
    manifest = {"assets": {}, "pyodide": "0", "python": "3.14", "panels": []}
    shell = Shell(SHELL.panels, SHELL.assets, manifest, SHELL.csp)
    pages = render_site(course, shell, environment(REPOSITORY / "site/templates"))
    runs, shown = pages["runtime/a/index.html"].split('aria-label="Example: Shown"')
    for section, tabs in (runs, 2), (shown, 0):
        assert section.count('<p class="file-name">') == 2
        assert section.count('role="tab"') == tabs
        assert "hidden?" in section


def links_of(site: dict[str, Html]) -> Iterator[tuple[str, str, str, str]]:
    """Yield each relative link: page, link, the page that it leads to, and the place there."""
    for path, page in site.items():
        for tag, attrs in page.elements:
            href = attrs.get("href", "")
            if tag == "a" and "://" not in href:
                url, _, anchor = href.partition("#")
                to = posixpath.normpath(posixpath.join(posixpath.dirname(path), url))
                yield path, href, posixpath.normpath(f"{to}/index.html") if url else path, anchor


def test_real_pages_are_balanced(site: dict[str, Html]) -> None:
    assert {path: page.unbalanced for path, page in site.items() if page.unbalanced} == {}


def test_real_pages_use_an_id_once(site: dict[str, Html]) -> None:
    for path, page in site.items():
        ids = page.values("id")
        assert {id_ for id_ in ids if ids.count(id_) > 1} == set(), path


def test_real_pages_have_no_inline_styles(site: dict[str, Html]) -> None:
    for path, page in site.items():
        assert page.values("style") == [], path
        # What is shown for an address of any depth cannot refer to a style sheet.
        assert ("style" in dict(page.elements)) == (path == "404.html"), path


def test_real_pages_nest_their_headings(site: dict[str, Html]) -> None:
    for path, page in site.items():
        tags = [tag for tag, _ in page.elements]
        levels = [int(tag[1]) for tag in tags[tags.index("main") :] if tag in ("h1", "h2", "h3")]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(below - above <= 1 for above, below in pairwise(levels)), path


def test_real_links_lead_somewhere(site: dict[str, Html]) -> None:
    found = list(links_of(site))
    assert len(found) > len(site)
    for path, href, to, anchor in found:
        assert to in site, f"{path}: {href}"
        assert not anchor or anchor in site[to].values("id"), f"{path}: {href}"


def test_real_examples_are_all_there(course: Course, site: dict[str, Html]) -> None:
    for lesson in course.lessons:
        shown = site[f"{lesson.url}index.html"].values("id")
        assert [e.id for e in lesson.examples if e.id not in shown] == []
