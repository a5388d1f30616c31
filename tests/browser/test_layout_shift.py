"""Nothing jumps: not while the page loads, and not when the editors take over."""

from playwright.sync_api import expect

from peek_page import Peek

WATCH = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (!hadRecentInput) window.shifts.push({ value, nodes: sources.map(({ node }) => String(node?.className)) });
  }
}).observe({ type: "layout-shift", buffered: true });"""
MOST = 0.02


def shift(peek: Peek) -> float:
    """Sum up how much has moved, as the browser rates it."""
    return float(peek.page.evaluate("() => shifts.reduce((sum, { value }) => sum + value, 0)"))


def test_nothing_jumps_while_the_page_loads(peek: Peek) -> None:
    peek.page.add_init_script(WATCH)
    for page in ("", "runtime/interpreter/", "runtime/cyclic-gc/"):
        peek.open_ready(page)
        expect(peek.example().code).to_be_visible()
        expect(peek.row("RESUME").or_(peek.tab("Collector")).first).to_be_visible()
        assert shift(peek) < MOST, peek.page.evaluate("() => shifts")


def test_nothing_jumps_when_an_edit_is_brought_back(peek: Peek) -> None:
    peek.page.add_init_script(WATCH)
    peek.open()
    peek.example().write("x = 1\n" * 20)
    peek.reload()
    expect(peek.example().code).to_be_visible()
    assert shift(peek) < MOST, peek.page.evaluate("() => shifts")


def test_the_text_stays_put_during_a_run(peek: Peek) -> None:
    peek.open_ready()
    peek.example().write("for i in range(100):\n    print(i)")
    before = peek.example(1).region.bounding_box()
    peek.example().code.press("Control+Enter")
    peek.ends()
    assert peek.example(1).region.bounding_box() == before
