"""Forged messages: a program has taken hold of the channel to the page, and sends what it likes.

The page takes them as claims: it shows text and the elements of its list, nothing else, and it
stays whole. Each program here runs next to the door, so what it says comes through as if it were
Peek's own.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import expect

from trial import Trial

Try = Callable[..., AbstractContextManager[Trial]]

FORGER = """
import json
import peek.bridge, pyodide_js
from pyodide.ffi import create_proxy
from peek.host import HOST

send = next(cell.cell_contents for cell in HOST.emit.__closure__)  # JavaScript's own: takes text

def forge(event):
    send(event if isinstance(event, str) else json.dumps(event))

def add(node, panel):
    forge({"event": "panel", "panel": panel, "append": [node]})

def show(node, panel="output"):
    if panel == "output":
        add(node, panel)
    else:
        forge({"event": "panel", "panel": panel, "view": node})

def answer(text):
    encode = peek.bridge.encode
    peek.bridge.encode = lambda made: text if "result" in made else encode(made)

print("forging")
"""

SPAN: list[Any] = ["span", {}, "shown"]

NODES: dict[str, Any] = {
    "a script": ["script", {}, "window.pwned = 1"],
    "an image": ["span", {}, ["img", {"src": "x", "onerror": "window.pwned = 1"}]],
    "a frame": ["iframe", {"srcdoc": "<script>parent.pwned = 1</script>"}],
    "a style": ["style", {}, "* { display: none }"],
    "a form": ["form", {"action": "//elsewhere.invalid"}, ["input", {"name": "password"}]],
    "a link": ["a", {"href": "javascript:window.pwned = 1", "target": "_top"}, "click"],
    "a foreign object": ["svg", {}, ["foreignObject", {}, ["div", {}, "x"]]],
    "a script in a picture": ["svg", {}, ["script", {}, "window.pwned = 1"]],
    "a use": ["svg", {}, ["use", {"href": "data:image/svg+xml,x#y", "xlink:href": "#y"}]],
    "an animation": ["svg", {}, ["a", {}, ["animate", {"attributeName": "href", "to": "x"}]]],
    "html in a picture": ["svg", {"onload": "window.pwned = 1"}, ["img", {"src": "x"}]],
    "handlers": ["button", {"onclick": "window.pwned = 1", "ONFOCUS": "x", "autofocus": ""}, "x"],
    "a style attribute": ["div", {"style": "position: fixed; inset: 0", "class": 'a"><img>'}, "x"],
    "an id": ["div", {"id": "manifest", "name": "body", "is": "x-y", "slot": "s"}, "x"],
    "a submit button": [
        "button",
        {"type": "submit", "form": "f", "formaction": "javascript:1"},
        "x",
    ],
    "an odd aria name": ["span", {"aria-><img src=x onerror=pwned=1>": "x", "aria-": "y"}, "x"],
    "an aria name with a space": ["span", {"aria-label onclick": "x", "aria-\u0000": "y"}, "x"],
    "a prototype": ["span", {"__proto__": {"onclick": "x"}, "constructor": "x"}, "x"],
    "a prototype's tag": ["__proto__", {}, "x"],
    "a tag that is a list": [["script"], {}, "x"],
    "a tag that is markup": ["span onclick=x", {}, "x"],
    "attributes that are a list": ["span", [["onclick", "x"]], "x"],
    "attributes that are text": ["span", "onclick=x", "x"],
    "values that are objects": ["span", {"title": {"toString": 1}, "class": ["a"]}, "x"],
    "children that are objects": ["span", {}, {"tag": "script"}, 5, None, True],
    "a number": 5,
    "nothing": None,
    "an object": {"tag": "script", "attrs": {}, "children": []},
    "an empty list": [],
    "a broken span": ["span", {"data-span": "9999999999:0-1:1", "data-goto": "0:99999999999"}, "x"],
    "a broken reference": ["span", {"data-ref": '"] , * {', "data-id": '"]', "data-key": "]"}, "x"],
}

EVENTS: dict[str, Any] = {
    "no JSON": "{",
    "JSON of nothing": "null",
    "JSON of a number": "5",
    "a list": [],
    "an unknown event": {"event": "eval", "code": "window.pwned = 1"},
    "an event without a name": {"panel": "output", "append": [SPAN]},
    "a name that is an object": {"event": {"toString": 1}},
    "a prototype": '{"__proto__": {"event": "panel", "pwned": 1}, "constructor": {"prototype": 1}}',
    "an unknown panel": {"event": "panel", "panel": "__proto__", "view": SPAN},
    "a panel that is an object": {"event": "panel", "panel": {"toString": 1}, "view": SPAN},
    "a view of nothing": {"event": "panel", "panel": "bytecode"},
    "an error that is an object": {"event": "panel", "panel": "bytecode", "error": {"toString": 1}},
    "markup as an error": {"event": "panel", "panel": "bytecode", "error": "<img src=x>"},
    "text appended": {"event": "panel", "panel": "output", "append": "<img src=x>"},
    "a number appended": {"event": "panel", "panel": "output", "append": 5},
    "an object appended": {"event": "panel", "panel": "bytecode", "append": {"length": 1}},
    "a script appended": {"event": "panel", "panel": "bytecode", "append": [["script", {}, "1"]]},
    "a list as the output's view": {"event": "panel", "panel": "output", "view": [SPAN]},
    "a done event": {"event": "done", "status": "finished", "duration": 1, "markers": []},
    "a crash event": {"event": "crash", "crash": "x"},
    "a state event": {"event": "state", "state": "ready", "text": "Ready"},
}

LATE = {
    "a prompt that is an object": {"event": "input", "prompt": {"toString": 1}},
    "a prompt of markup": {"event": "input", "prompt": "<img src=x onerror='window.pwned = 1'>"},
}

ANSWERS = {
    "no JSON": "{",
    "nothing": "null",
    "a number": "5",
    "no result": "{}",
    "a result of nothing": '{"result": null}',
    "a result of text": '{"result": "finished"}',
    "an unknown status": '{"result": {"status": "pwned", "duration": 1, "markers": []}}',
    "no markers": '{"result": {"status": "finished", "duration": 1}}',
    "markers of text": '{"result": {"status": "finished", "duration": 1, "markers": "x"}}',
    "markers of nothing": '{"result": {"status": "failed", "duration": 1, "markers": [null]}}',
    "markers of objects": '{"result": {"status": "failed", "duration": 1, "markers": '
    '[{"span": {"toString": 1}, "message": {"toString": 1}}, {"span": "0:9-99999999999:0"}]}}',
    "a duration of text": '{"result": {"status": "finished", "duration": "<b>", "markers": []}}',
    "a duration of a list": '{"result": {"status": "finished", "duration": [1], "markers": []}}',
    "an exit code of an object": '{"result": {"status": "exited", "duration": 1, "markers": [], '
    '"exit_code": {"toString": 1}}}',
    "a failure of an object": '{"failure": {"toString": 1}}',
    "a failure of markup": '{"failure": "<img src=x onerror=pwned=1>"}',
}


def in_turn(action: str, values: list[Any]) -> str:
    """Write a program that does something with each value, a frame of the page apart."""
    steps = "\n".join(
        f"{action.format(repr(value))}; await asyncio.sleep(0.03)" for value in values
    )
    return f"{FORGER}import asyncio\n{steps}\nprint('all forged')"


@pytest.mark.parametrize(
    "action",
    ["show({}, 'output')", "show({}, 'bytecode')", "add({}, 'bytecode')"],
    ids=["output", "view", "appended to a view"],
)
def test_nodes_that_the_page_does_not_know_are_refused(trial: Try, action: str) -> None:
    with trial() as here:
        before = here.look()
        assert "all forged" in here.run_source(in_turn(action, list(NODES.values())))
        assert here.look() == before
        here.assert_alive()


def test_events_that_make_no_sense_are_survived(trial: Try) -> None:
    with trial() as here:
        before = here.look()
        assert "all forged" in here.run_source(in_turn("forge({})", list(EVENTS.values())))
        assert here.look() == before
        here.assert_alive()


@pytest.mark.parametrize("name", LATE)
def test_a_question_after_the_end_is_survived(trial: Try, name: str) -> None:
    later = (
        "def late():\n"
        f"    forge({LATE[name]!r})\n"
        "    show(['span', {}, 'asked'])\n"
        "pyodide_js._api.scheduleCallback(create_proxy(late), 200)"
    )
    with trial() as here:
        before = here.look()
        here.run_source(FORGER + later)
        expect(here.peek.output).to_contain_text("asked")
        here.assert_alive()
        assert here.look() == before


def test_an_answer_is_as_easily_forged_as_given(trial: Try) -> None:
    with trial() as here:
        forged = '{"result": {"status": "finished", "duration": 123456, "markers": []}}'
        here.run_source(f"{FORGER}answer({forged!r})")
        here.peek.becomes("Finished in 123456 ms")


def test_answers_that_make_no_sense_are_survived(trial: Try) -> None:
    with trial() as here:
        before = here.look()
        for name, answer in ANSWERS.items():
            here.run_source(f"{FORGER}answer({answer!r})")
            ended = here.peek.status.inner_text() in ("Crashed", "Finished in 1.0 ms")
            assert ended, f"{name}: {here.peek.status.inner_text()}"
        assert here.look() == before
        here.assert_alive()


def test_an_answer_that_asks_for_input_is_asked_for(trial: Try) -> None:
    with trial() as here:
        before = here.look()
        forged = '{"result": {"status": "input", "duration": 1, "markers": []}}'
        here.start_source(f"{FORGER}answer({forged!r})")
        here.peek.becomes("Waiting for input")
        here.peek.example().stop()
        here.assert_alive()
        assert here.look() == before


BEYOND = [
    "'[' * 100_000 + ']' * 100_000",
    "'[\"span\", {}, ' * 100_000 + '\"x\"' + ']' * 100_000",
    "json.dumps(['div', {}] + [['b' * 9], 'x'] * 50_000)",
    "json.dumps(['div', {}] + [['span', {}, 'x']] * 50_000)",
    "json.dumps(['span', {'title': 'x' * 3_000_000}, 'x' * 3_000_000])",
]


@pytest.mark.parametrize(
    "place",
    ['"output", "append": [', '"bytecode", "append": [', '"bytecode", "view": '],
    ids=["output", "appended to a view", "view"],
)
def test_trees_beyond_measure_are_cut(trial: Try, place: str) -> None:
    start = '{"event": "panel", "panel": ' + place
    end = "]}" if place.endswith("[") else "}"
    forged = [f"forge({start!r} + {tree} + {end!r}); await asyncio.sleep(0.05)" for tree in BEYOND]
    with trial() as here:
        before = here.look()
        here.run_source("\n".join([FORGER, "import asyncio", *forged]))
        assert here.peek.page.evaluate("() => document.querySelectorAll('*').length") < 50_000
        assert here.look() == before
        here.assert_alive()


def test_refusals_without_end_are_cut(trial: Try) -> None:
    with trial() as here:
        before = here.look()
        here.run_source(f"{FORGER}for _ in range(3000): add(['x' * 1000], 'output')")
        expect(here.peek.output).to_contain_text("The page shows no more of this output")
        assert len(here.peek.output.inner_text()) < 300_000
        assert here.look() == before
        here.assert_alive()


def test_a_flood_of_forged_events_is_stopped(trial: Try) -> None:
    with trial() as here:
        before = here.look()
        here.start_source(f"{FORGER}while True: show(['span', {{}}, 'x' * 10_000])")
        expect(here.peek.output).to_contain_text("xxx")
        here.peek.example().stop()
        here.assert_alive()
        assert here.look() == before


def test_a_crash_that_a_program_claims_is_text(trial: Try) -> None:
    with trial() as here:
        before = here.look()
        here.run_source(
            FORGER
            + "pyodide_js._api.on_fatal('<img src=x onerror=\"window.pwned = 1\">' + 'x' * 10**6)"
        )
        here.peek.becomes("Crashed")
        assert len(here.peek.dock.inner_text()) < 20_000
        here.assert_alive()
        assert here.look() == before
