"""Render the pages of the site from the course and the templates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sitegen import highlight, markdown
from sitegen.course import Course
from sitegen.examples import Example
from sitegen.lessons import Lesson
from sitegen.tasks import Exercise, Task


@dataclass(frozen=True, slots=True)
class Shell:
    """What all pages share, besides the course."""

    panels: Sequence[Mapping[str, Any]]  # {name, title, empty, options: [{name, label, after_run}]}
    assets: Mapping[str, str]  # name -> URL from the site's root (a hashed file name)
    manifest: Mapping[str, Any]  # what the page's JavaScript reads
    csp: str  # the Content-Security-Policy


def environment(templates: Path | BaseLoader) -> Environment:
    """Make the Jinja environment (once per process) for a directory of templates."""
    loader = FileSystemLoader(templates) if isinstance(templates, Path) else templates
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def write_all(directory: Path, texts: Mapping[str, str]) -> None:
    """Write texts to their paths in the directory."""
    for name, text in texts.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def render_site(course: Course, shell: Shell, env: Environment) -> dict[str, str]:
    """Return all pages: path from the site's root -> HTML."""
    pages = {
        "index.html": render_home(course, shell, env),
        "404.html": render_missing(course, shell, env),
    }
    for lesson in course.lessons:
        pages[f"{lesson.url}index.html"] = render_lesson(lesson, course, shell, env)
    return pages


def render_home(course: Course, shell: Shell, env: Environment) -> str:
    """Return the page at the site's root."""
    page = _page(course.title, course.summary, "")
    examples = [_example(example) for example in course.showcases]
    return env.get_template("home.html").render(
        _shared(course, shell), page=page, examples=examples
    )


def render_missing(course: Course, shell: Shell, env: Environment) -> str:
    """Return the page that a server sends for a URL that is not there."""
    page = _page("There is no such page", "", "")
    return env.get_template("404.html").render(_shared(course, shell), page=page)


def render_lesson(lesson: Lesson, course: Course, shell: Shell, env: Environment) -> str:
    """Return a lesson's page."""
    shared = _shared(course, shell) | {"page": _page(lesson.title, lesson.summary, lesson.url)}
    template = env.get_template("example.html")
    to_html = partial(
        markdown.render,
        show_example=lambda example: template.render(shared, example=_example(example)),
        show_link=course.links(lesson).attributes,
    )
    body = to_html(lesson.tokens, show_task=lambda task: render_task(task, to_html, env))
    return env.get_template("lesson.html").render(shared, lesson=_lesson(lesson, course, body))


def render_task(task: Task, to_html: Callable[..., Markup], env: Environment) -> str:
    """Return the HTML of an exercise or a quiz."""
    shown = {"example": _example(task.shown), "prompt": to_html(task.prompt)}
    if isinstance(task, Exercise):
        return env.get_template("exercise.html").render(
            shown,
            check=task.check.text,
            solution=task.solution.text.rstrip("\n"),
            solution_html=highlight.code(task.solution.text),
            hints=[to_html(hint) for hint in task.hints],
        )
    return env.get_template("quiz.html").render(
        shown, answer=task.answer.rstrip(), explanation=to_html(task.explanation)
    )


def _shared(course: Course, shell: Shell) -> dict[str, Any]:
    return {
        "site": course,
        "panels": shell.panels,
        "assets": shell.assets,
        "manifest": shell.manifest,
        "csp": shell.csp,
    }


def _page(title: str, summary: str, url: str) -> dict[str, str]:
    return {"title": title, "summary": summary, "url": url, "root": "../" * url.count("/")}


def _lesson(lesson: Lesson, course: Course, body: Markup) -> dict[str, Any]:
    place = course.lessons.index(lesson)
    return {
        **{field.name: getattr(lesson, field.name) for field in fields(lesson)},
        "body": body,
        "previous": course.lessons[place - 1] if place else None,
        "next": next(iter(course.lessons[place + 1 :]), None),
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "id": example.id,
        "title": example.title,
        "source": example.source,
        "files": [
            {
                "path": file.path,
                "source": file.source,
                "html": highlight.code(file.source, file.language),
            }
            for file in example.files
        ],
        "panels": example.panels,
        "stdin": example.stdin,
        "runnable": example.runnable,
        "digest": example.digest,
        "output": example.output and example.output.text,
        "error": example.error,
    }
