"""Progress: kept in the browser, carried as a file, never overwritten, never silently lost."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

import task_page
from peek_page import Peek
from site_server import SiteServer

FIRST, SECOND = "Interpreter Architecture", "Compilation Pipeline"
# A file as the first version wrote it: it must load for ever.
OLD = {
    "peek": "progress",
    "version": 1,
    "marks": {"runtime/bytecode/": {"state": "read", "at": 1795000000000}},
}


def card(peek: Peek, title: str) -> Locator:
    return peek.page.get_by_role("main").get_by_role("link", name=title)


def read_to_the_end(peek: Peek) -> None:
    peek.page.get_by_role("link", name="Next").scroll_into_view_if_needed()
    expect(peek.course.get_by_role("link", name=peek.heading.inner_text())).to_contain_text("read")


def go_home(peek: Peek) -> None:
    peek.page.get_by_role("banner").get_by_role("link", name="Peek").click()


def total(peek: Peek, read: int, solved: int = 0) -> None:
    counts = re.compile(rf"^{read} of \d+ lessons read, {solved} of \d+ tasks solved$")
    expect(peek.page.get_by_text(counts)).to_be_visible()


def choose(peek: Peek, name: str, content: bytes) -> None:
    peek.page.get_by_label("Progress file").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content}
    )


def test_a_lesson_is_opened_and_then_read(peek: Peek) -> None:
    peek.open()
    expect(peek.course.get_by_role("link", name=FIRST)).to_contain_text("opened")
    go_home(peek)
    expect(card(peek, FIRST)).to_contain_text("opened")
    total(peek, 0)
    peek.open()
    read_to_the_end(peek)
    peek.page.go_back()
    peek.reload()
    expect(card(peek, FIRST)).to_contain_text("read")
    expect(card(peek, SECOND)).not_to_contain_text("read")
    total(peek, 1)


def test_solved_tasks_count(peek: Peek) -> None:
    peek.open("")
    peek.open_ready()
    quiz = task_page.quiz(peek, "The second instruction")
    quiz.answer("LOAD_FAST_BORROW_LOAD_FAST_BORROW")
    expect(quiz.answered).to_be_visible()
    expect(peek.course.get_by_role("link", name=FIRST)).to_contain_text("1 of 5 solved")
    peek.reload()
    expect(quiz.answered).to_be_visible()
    peek.open("")
    total(peek, 0, solved=1)


def test_two_tabs_add_up(peek: Peek, context: BrowserContext, site: SiteServer) -> None:
    peek.open("")
    other = Peek(context.new_page(), site)
    other.open("")
    choose(peek, "one.json", json.dumps(OLD).encode())
    total(other, 1)
    other.open()
    read_to_the_end(other)
    total(peek, 2)


def test_what_is_exported_can_be_imported(peek: Peek, tmp_path: Path) -> None:
    peek.open()
    read_to_the_end(peek)
    go_home(peek)
    with peek.page.expect_download() as begun:
        peek.page.get_by_role("button", name="Export").click()
    begun.value.save_as(tmp_path / begun.value.suggested_filename)
    peek.page.get_by_role("button", name="Forget").click()
    total(peek, 0)
    expect(peek.page.get_by_role("button", name="Export")).to_be_disabled()
    peek.page.get_by_label("Progress file").set_input_files(tmp_path / "peek-progress.json")
    total(peek, 1)
    peek.reload()
    total(peek, 1)


def test_what_is_forgotten_can_be_brought_back(peek: Peek) -> None:
    peek.open("")
    choose(peek, "old.json", json.dumps(OLD).encode())
    total(peek, 1)
    peek.page.get_by_role("button", name="Forget").click()
    total(peek, 0)
    peek.page.get_by_role("button", name="Undo").click()
    total(peek, 1)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x00 not JSON", "It is no progress file of Peek."),
        (b'{"some": "other file"}', "It is no progress file of Peek."),
        (json.dumps(OLD | {"version": 99}).encode(), "It was made by a newer Peek"),
        (json.dumps(OLD | {"marks": {"x": {"state": "eaten"}}}).encode(), "damaged at “x”"),
    ],
)
def test_a_file_that_is_none_takes_nothing_away(peek: Peek, content: bytes, why: str) -> None:
    peek.open("")
    choose(peek, "old.json", json.dumps(OLD).encode())
    total(peek, 1)
    choose(peek, "bad.json", content)
    expect(peek.page.get_by_text("Nothing was taken from bad.json.")).to_contain_text(why)
    total(peek, 1)


def test_the_reader_is_told_when_nothing_can_be_kept(peek: Peek) -> None:
    peek.page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }"
    )
    peek.open()
    expect(peek.note).to_contain_text("does not keep your progress")
    read_to_the_end(peek)


def test_the_reader_is_told_when_the_disk_is_full(peek: Peek) -> None:
    peek.page.add_init_script(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    peek.open()
    expect(peek.note).to_contain_text("does not keep your progress")
