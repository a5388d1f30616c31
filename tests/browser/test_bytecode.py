"""The Bytecode tab: follows the typing, points at the source, and tells what a run has made of it."""

from playwright.sync_api import expect

from peek_page import Peek

POINTS = "first = [1]\nresult = first * 20"
HOT = "def add(a, b):\n    return a + b\n\nfor i in range(1000):\n    add(i, i)"


def test_it_follows_the_typing(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write("x = 1")
    expect(peek.row("STORE_NAME")).to_have_count(1)
    expect(peek.row("BUILD_LIST")).to_have_count(0)
    peek.example().type("\ny = [x]")
    expect(peek.row("BUILD_LIST")).to_have_count(1)
    expect(peek.row("STORE_NAME")).to_have_count(2)


def test_nothing_runs_while_typing(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write("print('not yet')\nraise SystemExit")
    expect(peek.row("RAISE_VARARGS")).to_be_visible()
    peek.becomes("Ready")
    expect(peek.output).not_to_contain_text("not yet")


def test_unfinished_code_keeps_the_last_good_view_and_names_the_error(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write("x = [1, 2]")
    expect(peek.row("STORE_NAME").first).to_be_visible()
    peek.example().type("\ny = x +")
    expect(peek.panel.get_by_text("Line 2: invalid syntax")).to_be_visible()
    expect(peek.row("STORE_NAME").first).to_be_visible()
    peek.example().type(" [3]")
    expect(peek.row("STORE_NAME")).to_have_count(2)
    expect(peek.panel.get_by_text("invalid syntax")).to_be_hidden()


def test_an_instruction_points_at_its_source(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write(POINTS)
    expect(peek.row("BUILD_LIST")).to_be_visible()
    peek.row("BINARY_OP").hover()
    expect(peek.example().pointed).to_have_text("first * 20")
    peek.row("STORE_NAME").last.hover()
    expect(peek.example().pointed).to_have_text("result")
    peek.status.hover()
    expect(peek.example().pointed).to_have_count(0)


def test_the_source_points_at_its_instructions(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write(POINTS)
    expect(peek.row("BUILD_LIST")).to_be_visible()
    peek.example().code.get_by_text("20", exact=True).hover()
    expect(peek.pointed_rows).to_contain_text(["LOAD_SMALL_INT"])


def test_the_cursor_points_at_its_instructions(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write(POINTS)
    expect(peek.row("BUILD_LIST")).to_be_visible()
    peek.status.hover()
    peek.example().code.press("Home")
    expect(peek.pointed_rows).to_contain_text(["STORE_NAME"])


def test_a_run_shows_what_was_specialised(peek: Peek) -> None:
    peek.open_ready()
    specialised = peek.switch("Specialised")
    expect(specialised).to_be_disabled()
    peek.finish(HOT)
    expect(peek.row("BINARY_OP_ADD_INT")).to_have_count(0)
    specialised.check()
    expect(peek.row("BINARY_OP_ADD_INT")).to_be_visible()
    specialised.uncheck()
    expect(peek.row("BINARY_OP_ADD_INT")).to_have_count(0)


def test_the_specialised_view_gives_way_to_typing(peek: Peek) -> None:
    peek.open_ready()
    peek.finish(HOT)
    peek.switch("Specialised").check()
    expect(peek.row("BINARY_OP_ADD_INT")).to_be_visible()
    peek.example().type("\n{}")
    expect(peek.row("BUILD_MAP")).to_be_visible()
    expect(peek.row("BINARY_OP_ADD_INT")).to_have_count(0)
    expect(peek.switch("Specialised")).to_be_disabled()


def test_the_answer_to_an_older_question_is_not_shown(peek: Peek) -> None:
    peek.open_ready()
    expect(peek.row("RESUME")).to_be_visible()  # the analyst is at leisure
    peek.page.clock.install(time=0)
    peek.page.clock.pause_at(1000)
    peek.example().paste("x = 1\nx + x")
    peek.switch("Inline caches").check()
    expect(peek.row("CACHE").first).to_be_visible()
    peek.page.clock.run_for(1000)  # now the reader has paused after typing
    expect(peek.row("BINARY_OP")).to_have_count(1)
    expect(peek.row("CACHE").first).to_be_visible()


def test_inline_caches_are_shown_and_remembered(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write("x = 1\nx + x")
    expect(peek.row("BINARY_OP")).to_be_visible()
    expect(peek.row("CACHE")).to_have_count(0)
    peek.switch("Inline caches").check()
    expect(peek.row("CACHE").first).to_be_visible()
    peek.reload()
    expect(peek.switch("Inline caches")).to_be_checked()
    expect(peek.row("CACHE").first).to_be_visible()


def test_whatever_has_a_note_tells_it_in_the_footer(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write(
        "async def f(a, *b):\n    try:\n        a + b\n    finally:\n        await a"
    )
    expect(peek.row("RETURN_GENERATOR")).to_be_visible()
    notes = [node.get_attribute("data-note") or "" for node in peek.noted.all()]
    assert len(notes) > 20
    for node, note in zip(peek.noted.all(), notes, strict=True):
        node.hover()
        expect(peek.footer).to_have_text(note)


def test_a_closed_code_object_stays_closed(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write("def f():\n    return {}")
    expect(peek.row("BUILD_MAP")).to_be_visible()
    peek.panel.get_by_text("function", exact=True).click()
    expect(peek.row("BUILD_MAP")).to_be_hidden()
    peek.example().write("def f():\n    return {}\n\nx = []")
    expect(peek.row("BUILD_LIST")).to_be_visible()
    expect(peek.row("BUILD_MAP")).to_be_hidden()


def test_a_panel_that_fails_says_so(peek: Peek) -> None:
    peek.open_ready()
    peek.finish(
        "from peek.panels import PANELS\n"
        "object.__setattr__(PANELS['bytecode'], 'show', None)\n"
        "print('goes on')"
    )
    peek.shows("goes on")
    expect(peek.panel).to_contain_text("TypeError: 'NoneType' object is not callable")
