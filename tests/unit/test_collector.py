"""The Collector panel: what it sees of a program, and that the program does not notice."""

import gc
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import perf_counter
from typing import Any

import pytest

from peek.nodes import Node
from peek.panels.collector import PANEL
from peek.panels.collector_heap import LOOKED_AT, MEMBERS, TYPED
from peek.panels.collector_journal import KEPT
from peek.panels.collector_records import Cause, Collection, Cycle, Freed, Log
from peek.panels.collector_watch import BUDGET
from peek.panels.panel import Run
from played import Play

FULL = len(gc.get_threshold()) - 1  # the generation of a full collection

NODE = """
import gc
class Node:
    def __init__(self, name): self.name = name
"""
PAIR = f"""{NODE}
def pair():
    a, b = Node('a'), Node('b')
    a.partner, b.partner = b, a
"""


@pytest.fixture(autouse=True)
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a collector without old objects, in its ordinary state, and time."""
    monkeypatch.setattr("peek.panels.collector_watch.BUDGET", 10)
    thresholds = gc.get_threshold()
    gc.collect()
    yield
    gc.set_debug(0)
    gc.enable()
    gc.set_threshold(*thresholds)
    gc.garbage.clear()
    gc.callbacks.clear()
    gc.unfreeze()


class Views:
    """Receives updates as the runner does: shows them, and keeps no objects."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.log: Log | None = None

    def __call__(self, log: Log) -> None:
        self.texts.append(json.dumps(PANEL.show(log)))
        self.log = log if log.ended else None


def execute(source: str, views: Views) -> dict[str, Any]:
    """Run a program as the runner does; give its globals."""
    run = Run(source, "main.py", compile(source, "main.py", "exec"), {"__name__": "__main__"})
    assert PANEL.watch is not None
    with PANEL.watch(run, views):
        gc.freeze()
        exec(run.code or "", run.namespace)  # noqa: S102
    return run.namespace


def watched(source: str) -> Log:
    views = Views()
    execute(source, views)
    assert views.log is not None
    assert views.log.failures == 0
    return views.log


def unwatched(source: str) -> dict[str, Any]:
    code, namespace = compile(source, "main.py", "exec"), {"__name__": "__main__"}
    gc.freeze()
    exec(code, namespace)  # noqa: S102
    return namespace


def last(source: str) -> Collection:
    return watched(source).collections[-1]


def cycles(source: str) -> tuple[Cycle, ...]:
    collection = last(source)
    assert collection.freed is not None, collection
    return collection.freed.cycles


def way_round(cycle: Cycle) -> str:
    names = {(r.source, r.target): r.name for r in cycle.references}
    ends = zip(cycle.loop, [*cycle.loop[1:], cycle.loop[0]], strict=True)
    return " ".join(f"{cycle.objects[a]} {names[a, b]}" for a, b in ends)


# What is recorded of a collection


def test_a_collection_that_the_program_asks_for() -> None:
    collection = last(f"{PAIR}pair()\nfound = gc.collect()\n")
    assert collection.generation == FULL
    assert collection.cause is Cause.PROGRAM
    assert collection.line == 10
    assert collection.collected == 2
    assert collection.uncollectable == 0
    assert 0 < collection.duration < 1
    assert collection.thresholds == gc.get_threshold()
    assert len(collection.counts) == len(gc.get_count())


@pytest.mark.parametrize(
    "call",
    [
        "gc.collect()",
        "gc . collect( )",
        "(gc.collect)(generation=0)",
        "from gc import collect as tidy; tidy()",
        "x = [1, gc.collect(1)]",
        "(lambda: gc.collect())()",
        "def f(collect): collect()\nf(gc.collect)",
        "class Body: n = gc.collect()",
        "é = 'ü'; gc.collect()",
    ],
)
def test_a_call_of_gc_collect_is_recognised(call: str) -> None:
    assert [c.cause for c in watched(f"import gc\n{call}").collections] == [Cause.PROGRAM]


@pytest.mark.parametrize("make", ["[]", "list()", "[gc]"])
def test_automatic_collections_are_told_apart(make: str) -> None:
    log = watched(f"{NODE}gc.set_threshold(50)\nl = [{make} for n in range(500)]\n")
    assert log.total > 0
    assert {c.cause for c in log.collections} == {Cause.AUTOMATIC}
    assert {c.line for c in log.collections} == {6}
    assert all(c.counts[0] > c.thresholds[0] for c in log.collections)


@pytest.mark.parametrize("call", ["a.f = gc.collect; a.f()", "list(map(gc.collect, [2]))"])
def test_what_cannot_be_known_is_not_claimed(call: str) -> None:
    collection = last(f"import gc\nclass A: pass\na = A()\n{call}\n")
    assert collection.cause is Cause.UNKNOWN


def test_a_collection_that_the_playground_asks_for_is_no_part_of_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("peek.panels.collector_origin.PEEK", "elsewhere")
    code = compile("import gc\ngc.collect()", "elsewhere/runner.py", "exec")
    views = Views()
    assert PANEL.watch is not None
    with PANEL.watch(Run("", "main.py", code), views):
        exec(code, {})  # noqa: S102
    assert views.log is not None
    assert views.log.total == 0


def test_objects_are_counted_before_and_after() -> None:
    collection = last(f"{PAIR}pair(); pair()\nkept = Node('kept')\ngc.collect()\n")
    before, after = collection.before, collection.after
    assert before is not None
    assert after is not None
    assert dict(before.types)["Node"] == 5
    assert dict(after.types)["Node"] == 1
    assert before.total - after.total >= 4
    assert len(before.generations) == len(gc.get_stats())


def test_the_playground_s_objects_are_not_counted() -> None:
    collection = last("import gc\nkept = [[]]\ngc.collect()\n")
    assert collection.before is not None
    assert collection.before.types == (("list", 2),)


def test_a_program_that_makes_nothing_has_no_objects() -> None:
    log = watched("x = 1\n")
    assert log.collections == ()
    assert log.summary.census is not None
    assert log.summary.census.total == 0


# The cycles


def test_a_freed_pair_with_the_names_of_the_references() -> None:
    (pair,) = cycles(f"{PAIR}pair()\ngc.collect()\n")
    assert pair.objects == ("Node name='a'", "Node name='b'")
    assert way_round(pair) == "Node name='a' .partner Node name='b' .partner"


def test_cycles_of_the_same_make_are_told_once() -> None:
    (pair,) = cycles(f"{PAIR}pair(); pair(); pair()\ngc.collect()\n")
    assert pair.alike == 3


def test_what_is_still_in_use_is_not_told() -> None:
    found = cycles(f"{PAIR}pair()\nkept = Node('kept')\nkept.me = kept\ngc.collect()\n")
    assert [c.objects for c in found] == [("Node name='a'", "Node name='b'")]


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("l = []; l.append(l); del l", "list of 1 [0]"),
        ("d = {}; d['me'] = d; del d", "dict of 1 ['me']"),
        ("l = []; t = (l,); l.append(t); del l, t", "list of 1 [0] tuple of 1 [0]"),
        (
            "def outer():\n def inner(): return inner\nouter()",
            "cell .cell_contents function outer.<locals>.inner .__closure__ tuple of 1 [0]",
        ),
        (
            "def fail():\n try: 1 / 0\n except ZeroDivisionError as e: kept = e\nfail()",
            "ZeroDivisionError .__traceback__ traceback .tb_frame frame fail variable kept",
        ),
        (
            "def g():\n me = yield\n yield me\nx = g(); next(x); x.send(x); del x",
            "generator g variable me",
        ),
        ("class C: pass\ndel C", "class C .__mro__ tuple of 2 [0]"),
        (
            "class S: __slots__ = 'me'\ns = S(); s.me = s; del s",
            "S .me",
        ),
    ],
)
def test_cycles_of_every_kind(program: str, expected: str) -> None:
    (cycle,) = cycles(f"import gc\n{program}\ngc.collect()\n")
    turned = {way_round(cycle)} | {way_round(c) for c in _turned(cycle)}
    assert expected in turned


def _turned(cycle: Cycle) -> Iterator[Cycle]:
    for n in range(len(cycle.loop)):
        loop = cycle.loop[n:] + cycle.loop[:n]
        yield Cycle(cycle.objects, cycle.references, loop)


def test_objects_that_only_a_cycle_held_on_to() -> None:
    collection = last(f"{PAIR}n = Node('n'); n.me = n; n.data = [[], []]\ndel n\ngc.collect()\n")
    assert collection.freed is not None
    assert collection.freed.along == 3
    assert collection.collected == 4


def test_a_cycle_that_a_finalizer_brings_back_is_not_told_as_freed() -> None:
    collection = last(
        f"{NODE}kept = []\nclass Phoenix:\n def __del__(self): kept.append(self)\n"
        "p = Phoenix(); p.me = p; del p\ngc.collect()\n"
    )
    assert collection.freed is not None
    assert collection.freed.cycles == ()
    assert collection.freed.spared == 1


def test_objects_saved_in_gc_garbage_are_not_told_as_freed() -> None:
    log = watched(f"{PAIR}gc.set_debug(gc.DEBUG_SAVEALL)\npair()\ngc.collect()\n")
    freed = log.collections[-1].freed
    assert freed is not None
    assert freed.cycles == ()
    assert log.summary.garbage == 2


RANDOM = """
import gc, random
class Node:
    pass
rng = random.Random({seed})
def make():
    nodes = [Node() for n in range(40)]
    for node in nodes:
        if rng.random() < 0.7: node.a = rng.choice(nodes)
        if rng.random() < 0.4: node.b = [rng.choice(nodes)]
    return nodes
kept = make()[::13]
gc.collect()
found = make() and gc.collect()
"""


@pytest.mark.parametrize("seed", [1, 2, 4, 5, 6, 8])
def test_all_that_the_collector_frees_is_accounted_for(seed: int) -> None:
    first = watched(RANDOM.format(seed=seed)).collections[0]
    assert first.freed is not None
    freed = first.freed
    told = sum((len(c.objects) + c.left_out) * c.alike for c in freed.cycles)
    assert first.collected > 0
    assert freed.cycles_left_out == 0
    assert told + freed.along == first.collected


# In the runner


def in_runner(play: Play, source: str) -> list[str]:
    """Give the texts of the views that a program leads to."""
    return [text(event["view"]) for event in play(source, panels=("collector",)).of("collector")]


def test_nothing_of_the_runner_is_counted(play: Play) -> None:
    in_runner(play, "x = 1\n")  # what is made once for all runs
    (view,) = in_runner(play, "x = 1\n")
    assert "Tracked0" in view


def test_of_an_error_only_what_is_the_program_s_is_counted(play: Play) -> None:
    (view,) = in_runner(play, "1 / 0\n")
    assert "coroutine" not in view
    assert "frame" not in view  # those that remain are the runner's


def test_top_level_await(play: Play) -> None:
    *_, view = in_runner(play, "import asyncio, gc\nawait asyncio.sleep(0)\ngc.collect()\n")
    assert "asked for line 3" in view


def test_a_collection_is_shown_while_the_program_runs(play: Play) -> None:
    views = in_runner(play, f"{PAIR}pair()\ngc.collect()\n")
    assert len(views) == 2
    assert all(".partner → back" in view for view in views)


# The program does not notice

PROGRAMS = {
    "pairs": f"{PAIR}pair(); pair()\nseen = [gc.collect(), gc.collect(), gc.get_count()]\n",
    "class": "import gc\nclass C:\n def m(self): pass\ndel C\nseen = gc.collect()\n",
    "objects": f"{PAIR}pair()\ngc.collect()\nseen = [type(o).__name__ for o in gc.get_objects()]\n",
    "weakref": (
        f"{NODE}import weakref\nseen = []\nn = Node('n'); n.me = n\n"
        "w = weakref.ref(n, lambda r: seen.append('dead'))\n"
        "del n\nseen.append(w() is None)\ngc.collect()\nseen.append(w() is None)\n"
    ),
    "finalizer": (
        "import gc\nseen = []\nclass F:\n"
        " def __del__(self): seen.append((self.n, gc.get_count()[1:]))\n"
        "for i in range(3):\n f = F(); f.n = i; f.me = f\ndel f\nseen.append(gc.collect())\n"
    ),
    "generations": (
        f"{PAIR}seen = []\nfor g in range(3):\n pair()\n seen.append(gc.collect(g))\n"
        " seen.append([len(gc.get_objects(i)) for i in range(3)])\n"
    ),
    "hostile": """
import gc
def refuse(*args): raise AssertionError
class Meta(type):
    __hash__ = __eq__ = __getattribute__ = __repr__ = refuse
class Hostile(metaclass=Meta):
    __getattr__ = __getattribute__ = __eq__ = __hash__ = __repr__ = __len__ = __iter__ = refuse
    __class__ = property(refuse)
    name = property(refuse)
h = object.__new__(Hostile)
object.__setattr__(h, 'me', h)
k = {'h': h}; k['k'] = k
del h, k
seen = gc.collect()
""",
    "dictionary": f"{NODE}n = Node('n'); n.me = n; d = vars(n)\ndel n, d\nseen = gc.collect()\n",
    "moments": f"""{NODE}
seen, i = [], 0
gc.set_threshold(60)
gc.callbacks.append(lambda phase, info: phase == 'start' and seen.append(i))
for i in range(400): n = Node('n'); n.me = n
gc.callbacks.pop()
""",
    "refcount": (
        f"{NODE}import sys\nn = Node('n'); n.me = n\nseen = [sys.getrefcount(n)]\n"
        "gc.collect()\nseen.append(sys.getrefcount(n))\n"
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_sees_the_same_with_and_without_the_panel(name: str) -> None:
    source = PROGRAMS[name]
    expected = unwatched(source)["seen"]
    gc.collect()
    views = Views()
    assert execute(source, views)["seen"] == expected
    assert views.log is not None
    assert views.log.failures == 0
    assert views.log.total > 0


def test_the_program_s_exception_goes_through() -> None:
    views = Views()
    with pytest.raises(ZeroDivisionError):
        execute("import gc\ngc.collect()\n1 / 0\n", views)
    assert views.log is not None
    assert views.log.total == 1


def test_a_program_that_empties_gc_callbacks() -> None:
    log = watched("import gc\ngc.collect()\ngc.callbacks.clear()\ngc.collect()\n")
    assert log.total == 1
    assert log.unhooked
    assert "emptied gc.callbacks" in text(PANEL.show(log))


def test_the_callback_is_taken_out_again() -> None:
    watched("x = 1\n")
    assert gc.callbacks == []


def test_a_program_that_replaces_functions_of_gc() -> None:
    source = f"{PAIR}pair()\nreal = gc.collect\ngc.get_objects = gc.get_referents = None\nreal()\n"
    real = gc.get_objects, gc.get_referents
    try:
        (pair,) = cycles(source)
    finally:
        gc.get_objects, gc.get_referents = real
    assert pair.alike == 1


# Bounds


def test_only_so_many_collections_are_kept_and_those_asked_for_longest() -> None:
    log = watched(
        "import gc\ngc.collect()\ngc.set_threshold(20)\n"
        f"for i in range({60 * KEPT}): a = [[]]; a.append(a)\n"
    )
    assert len(log.collections) == KEPT
    assert log.left_out == log.total - KEPT > 0
    assert log.collections[0].cause is Cause.PROGRAM
    assert "further collections not listed" in text(PANEL.show(log))


def test_of_many_objects_only_some_are_looked_at() -> None:
    collection = last(
        f"{PAIR}gc.disable()\nkept = [[] for n in range({2 * LOOKED_AT})]\npair()\ngc.collect()\n"
    )
    assert collection.collected == 2
    assert collection.freed is not None
    assert collection.freed.looked_at == LOOKED_AT


def test_of_very_many_objects_the_types_are_not_told() -> None:
    collection = last(f"import gc\nkept = [[] for n in range({2 * TYPED})]\ngc.collect()\n")
    assert collection.after is not None
    assert collection.after.total > 2 * TYPED
    assert collection.after.types == ()


def test_of_a_large_cycle_only_some_objects_are_told() -> None:
    (ring,) = cycles(
        f"{NODE}n = first = Node(0)\nfor i in range(1, 100):\n n.next = Node(i); n = n.next\n"
        "n.next = first\ndel n, first\ngc.collect()\n"
    )
    assert len(ring.objects) == MEMBERS
    assert ring.left_out == 100 - MEMBERS


def test_many_collections_are_looked_at_for_a_limited_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("peek.panels.collector_watch.BUDGET", BUDGET)
    begun = perf_counter()
    log = watched(f"{PAIR}for i in range(3000): pair(); gc.collect()\n")
    assert log.total == 3000
    assert perf_counter() - begun < 5
    assert log.collections[-1].collected == 2


def test_a_look_at_the_objects_that_takes_too_long_is_broken_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("peek.panels.collector_watch.BUDGET", 0)
    log = watched(
        f"{PAIR}gc.disable()\npair()\nl = [[] for n in range({LOOKED_AT})]\ngc.collect()\n"
    )
    assert log.collections[0].freed is None
    assert log.collections[0].collected == 2
    assert "Cycles were not looked for" in text(PANEL.show(log))


def test_when_the_time_for_looking_is_used_up_objects_are_not_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("peek.panels.collector_watch.ASKED_ALLOWANCE", (0, 0))
    log = watched(f"{PAIR}pair()\ngc.collect()\n")
    assert log.collections[0].before is None
    assert log.collections[0].collected == 2
    assert "The objects were not counted" in text(PANEL.show(log))


def test_updates_come_while_the_program_runs_but_not_one_for_each_collection() -> None:
    views = Views()
    execute(f"{PAIR}for i in range(1000): pair(); gc.collect()\n", views)
    assert 2 < len(views.texts) < 200


# What is shown


def text(node: Node) -> str:
    """Give the text of a node."""
    if isinstance(node, str):
        return node
    return "".join(text(child) for child in node[1:] if not isinstance(child, dict))


def find(node: Node, matches: Callable[[str, dict[str, Any]], bool]) -> list[list[Any]]:
    """Find the nodes with a tag and attributes that match."""
    if isinstance(node, str):
        return []
    tag, attrs, *children = node
    assert isinstance(tag, str)
    assert isinstance(attrs, dict)
    below = [n for child in children if not isinstance(child, dict) for n in find(child, matches)]
    return [node, *below] if matches(tag, attrs) else below


def shown(source: str) -> Node:
    return PANEL.show(watched(source))


def test_a_freed_cycle_can_be_read() -> None:
    view = text(shown(f"{PAIR}pair()\ngc.collect()\n"))
    assert "Node name='a' → .partner → Node name='b' → .partner → back" in view
    assert "asked for line 10" in view
    assert "2 freed" in view


def test_a_small_cycle_is_drawn_with_a_text_in_place() -> None:
    (picture,) = find(
        shown(f"{PAIR}pair()\ngc.collect()\n"),
        lambda _, attrs: attrs.get("class") == "collector-ring",
    )
    assert picture[1]["role"] == "img"
    assert picture[1]["aria-label"] == "Picture of the cycle of Node name='a', Node name='b'"
    assert text(picture).count(".partner") == 2


def test_objects_of_a_cycle_that_look_the_same_are_numbered() -> None:
    program = "import gc\na = []; b = [a]; a.append(b)\ndel a, b\ngc.collect()\n"
    assert "list of 1 (1) → [0] → list of 1 (2) → [0] → back" in text(shown(program))


def test_the_place_of_a_call_can_be_gone_to() -> None:
    (button,) = find(shown("import gc\n\ngc.collect()\n"), lambda tag, _: tag == "button")
    assert button[1]["data-goto"] == "3"


def test_automatic_collections_in_a_row_are_one_line() -> None:
    view = shown(f"{NODE}gc.set_threshold(50)\nl = [[] for n in range(900)]\n")
    (items,) = find(view, lambda tag, attrs: tag == "ol" and "collector-list" in attrs["class"])[:1]
    assert len(items) == 3
    assert "collections, generation" in text(items[2])


def test_a_program_without_a_collection_is_told_why() -> None:
    view = text(shown("x = 1\n"))
    assert f"The collector did not run. By itself it begins when {gc.get_threshold()[0]:,}" in view


def test_a_collector_that_is_off_is_told() -> None:
    assert "Automatic collection is off" in text(shown("import gc\ngc.disable()\n"))


def test_the_figures_of_the_gc_module_are_shown_as_they_are() -> None:
    log = watched(f"{PAIR}pair()\ngc.set_threshold(701, 7, 3)\ngc.collect()\n")
    assert log.summary.thresholds == (701, 7, 3) or log.summary.thresholds[:2] == (701, 7)
    assert log.summary.stats[FULL][:2] == (1, 2)
    view = text(PANEL.show(log))
    for figure in (*log.summary.thresholds, *log.summary.counts):
        assert f"{figure:,}" in view


def test_a_view_stays_small_whatever_was_freed() -> None:
    rings = cycles(
        f"{NODE}for n in range(10, 30):\n nodes = [Node(n * i) for i in range(n)]\n"
        " for a, b in zip(nodes, nodes[1:] + nodes[:1]): a.next, b.previous = b, a\n"
        "del nodes, a, b\ngc.collect()\n"
    )
    assert len(rings) == 20
    log = watched("import gc\ngc.collect()\n")
    full = replace(log.collections[0], freed=Freed(cycles=rings))
    view = PANEL.show(replace(log, collections=tuple(replace(full, number=n) for n in range(25))))
    assert len(find(view, lambda *_: True)) < 12_000  # elements
    assert "20 cycles more freed, not described here." in text(view)


def test_the_view_is_plain_data() -> None:
    view = shown(f"{PAIR}pair()\ngc.collect()\n")
    assert json.loads(json.dumps(view)) == view
