"""The Collector tab: shows collections as they happen."""

from playwright.sync_api import expect

from peek_page import Peek

CYCLE = """
import gc
class Node:
    pass
a, b = Node(), Node()
a.other, b.other = b, a
del a, b
gc.collect()
input()
"""
LESSON = "runtime/cyclic-gc/"


def test_a_collection_is_shown_while_the_program_runs(peek: Peek) -> None:
    peek.open_ready(LESSON)
    peek.tab("Collector").click()
    expect(peek.panel).to_contain_text("Run the program to see its garbage being collected.")
    peek.run(CYCLE)
    peek.becomes("Waiting for input")
    expect(peek.panel.get_by_role("list").first).to_contain_text("asked for")
    expect(peek.panel.get_by_text("Node").first).to_be_visible()


def test_a_new_run_begins_a_new_list(peek: Peek) -> None:
    peek.open_ready(LESSON)
    peek.tab("Collector").click()
    peek.finish(CYCLE.replace("input()", ""))
    expect(peek.panel).to_contain_text("Node")
    peek.finish("x = 1")
    expect(peek.panel).to_contain_text("The collector did not run.")
    expect(peek.panel).not_to_contain_text("Node")


def test_the_playgrounds_own_objects_do_not_appear(peek: Peek) -> None:
    peek.open_ready(LESSON)
    peek.tab("Collector").click()
    peek.finish("import gc\ngc.collect()")
    expect(peek.panel).to_contain_text("0 tracked objects before, 0 after")
    expect(peek.panel.get_by_text("Tracked", exact=True).locator("..")).to_have_text("Tracked0")


def test_an_edit_says_that_the_view_is_of_the_last_run(peek: Peek) -> None:
    peek.open_ready(LESSON)
    peek.tab("Collector").click()
    peek.finish(CYCLE.replace("input()", ""))
    peek.example().type("\nx = 1")
    expect(peek.panel.get_by_text("This is from the last run")).to_be_visible()
    expect(peek.panel).to_contain_text("Node")


def test_whatever_has_a_note_tells_it_in_the_footer(peek: Peek) -> None:
    peek.open_ready(LESSON)
    peek.tab("Collector").click()
    peek.finish(CYCLE.replace("input()", ""))
    expect(peek.panel).to_contain_text("Node")
    notes = [node.get_attribute("data-note") or "" for node in peek.noted.all()]
    assert len(notes) > 5
    for node, note in zip(peek.noted.all(), notes, strict=True):
        node.hover()
        expect(peek.footer).to_have_text(note)
