"""Navigation: every lesson and heading has its address, and moving about loads nothing again."""

import re

from playwright.sync_api import expect

from peek_page import Peek

FIRST = "Interpreter Architecture"
OTHER = "Reference Counting"
IN_VIEW = """(node) => {
  const { top } = node.getBoundingClientRect();
  return top >= 0 && top < innerHeight / 2;
}"""
MARK = "() => { window.stillHere = true; }"


def test_the_course_shows_where_one_is(peek: Peek) -> None:
    peek.page.set_viewport_size({"width": 1440, "height": 600})
    peek.open("typing/typeddict/")
    here = peek.course.get_by_role("link", name="TypedDict")
    expect(here).to_have_attribute("aria-current", "page")
    expect(here).to_be_in_viewport(ratio=1)
    assert peek.page.evaluate("scrollY") == 0


def test_a_lesson_has_its_own_address(peek: Peek) -> None:
    peek.open()
    expect(peek.heading).to_have_text(FIRST)
    peek.page.evaluate(MARK)
    peek.go(OTHER)
    expect(peek.page).to_have_url(re.compile("/some/where/runtime/reference-counting/$"))
    expect(peek.page).to_have_title(re.compile(OTHER))
    current = peek.course.get_by_role("link", name=OTHER)
    expect(current).to_have_attribute("aria-current", "page")
    expect(peek.course.get_by_role("link", name=FIRST)).not_to_have_attribute(
        "aria-current", "page"
    )
    assert peek.page.evaluate("() => window.stillHere")


def test_the_focus_goes_to_the_heading(peek: Peek) -> None:
    peek.open()
    peek.go(OTHER)
    expect(peek.heading).to_be_focused()
    assert peek.page.evaluate("() => scrollY") == 0


def test_back_and_forward(peek: Peek) -> None:
    peek.open()
    peek.page.evaluate(MARK)
    peek.example(3).region.scroll_into_view_if_needed()
    scrolled = peek.page.evaluate("() => scrollY")
    assert scrolled > 0
    peek.go(OTHER)
    peek.page.go_back()
    expect(peek.heading).to_have_text(FIRST)
    expect(peek.page).to_have_title(re.compile(FIRST))
    expect(peek.example(3).region).to_be_in_viewport()
    peek.page.go_forward()
    expect(peek.heading).to_have_text(OTHER)
    assert peek.page.evaluate("() => window.stillHere")


def test_a_heading_has_its_own_address(peek: Peek) -> None:
    peek.open()
    heading = peek.page.get_by_role("main").get_by_role("heading", level=2).nth(3)
    anchor = heading.get_attribute("id")
    assert anchor
    peek.page.goto("about:blank")
    peek.open(f"runtime/interpreter/#{anchor}")
    expect(peek.example(0).region).to_be_attached()
    expect(heading).to_be_in_viewport()
    assert heading.evaluate(IN_VIEW)


def test_an_example_has_its_own_address(peek: Peek) -> None:
    peek.open()
    anchor = peek.example(4).region.get_attribute("id")
    peek.page.goto("about:blank")
    peek.open(f"runtime/interpreter/#{anchor}")
    expect(peek.example(4).region).to_be_in_viewport()
    expect(peek.example(4).code).to_be_visible()


def test_the_pager_leads_through_the_lessons(peek: Peek) -> None:
    peek.open()
    main = peek.page.get_by_role("main")
    seen = []
    while (following := main.get_by_role("link", name=re.compile("^Next"))).count():
        title = following.inner_text().removeprefix("Next").strip()
        following.click()
        expect(peek.heading).to_have_text(title)
        seen.append(title)
    assert len(seen) >= 4
    main.get_by_role("link", name=re.compile("^Previous")).click()
    expect(peek.heading).to_have_text(seen[-2])


def test_a_reload_comes_back_to_the_same_lesson(peek: Peek) -> None:
    peek.open()
    peek.go(OTHER)
    peek.reload()
    expect(peek.heading).to_have_text(OTHER)
    expect(peek.example().code).to_be_visible()


def test_a_page_that_cannot_be_fetched_is_left_to_the_browser(peek: Peek) -> None:
    peek.allow("ERR_FAILED", "Failed to fetch")
    peek.open_ready()
    refused: list[str] = []

    def refuse_once(route: object) -> None:
        refused.append("")
        route.abort() if len(refused) == 1 else route.continue_()  # type: ignore[attr-defined]

    peek.page.route(re.compile("/reference-counting/$"), refuse_once)
    peek.course.get_by_role("link", name=OTHER).evaluate("link => link.click()")
    expect(peek.heading).to_have_text(OTHER)
    peek.becomes("Ready")
