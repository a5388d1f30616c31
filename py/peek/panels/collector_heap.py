"""Look at the objects that the collector tracks, and keep nothing but words and numbers of them.

A look holds references to everything it looks at while it lasts, which is why the functions here
take apart the lists that they are given: each object is in one list at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from gc import get_objects, get_referents, get_stats
from itertools import chain
from sys import getrefcount
from time import perf_counter
from typing import Final

from peek.panels.collector_records import Census, Cycle, Freed, Reference
from peek.panels.cycles import cycles, shortest_loop, subgraph, unreachable
from peek.panels.labels import label, module_name, quoted, shortened, type_name
from peek.panels.ours import Ours
from peek.panels.packed import packable
from peek.panels.references import Naming
from peek.panels.tally import tally

LOOKED_AT: Final = 1_000  # objects among which cycles are looked for
ALWAYS: Final = 500  # objects looked at even when time is up
TYPED: Final = 5_000  # objects that are told apart by type
TYPES: Final = 40  # types told apart in a census
CYCLES: Final = 20  # cycles described for one collection
MEMBERS: Final = 30  # objects described of one cycle
AT_LEAST: Final = 5  # cycles described even when time is up
EXAMINED: Final = 100  # cycles examined to find those that are not alike

GENERATIONS: Final = len(get_stats())

type Heap = list[list[object]]  # the objects of each generation


@packable
@dataclass(frozen=True)
class Suspects:
    """Objects that nothing in use refers to, by their ids, as a collection is about to begin."""

    garbage: tuple[int, ...]  # all of them
    cycles: tuple[tuple[tuple[int, ...], Cycle | None], ...]  # None: too many to describe
    looked_at: int


def tracked(ours: Ours, known: list[object]) -> Heap:
    """Give the program's objects that the collector tracks, generation by generation.

    ``known`` are objects of the interpreter or the playground to be left out. Where there are very
    many objects, ours are not looked for among them: that would take long, and they are few.
    """
    youngest = get_objects(0)  # first, while nothing of ours has been made that it would list
    heap = [youngest, *[get_objects(generation) for generation in range(1, GENERATIONS)]]
    return heap if sum(map(len, heap)) > TYPED else ours.without(heap, [known, *known])


def flattened(heap: Heap) -> list[object]:
    """Move all objects into one list, and leave the others empty."""
    objects = list(chain.from_iterable(heap))
    heap.clear()
    return objects


def census(heap: Heap) -> Census:
    """Count the objects by generation and by type."""
    counts = tuple(map(len, heap))
    if sum(counts) > TYPED:
        return Census(counts, left_out=sum(counts))
    kinds = list(map(type, chain.from_iterable(heap)))
    known = dict(zip(map(id, kinds), kinds, strict=True))  # by id: a metaclass may define a hash
    types: dict[str, int] = {}
    for kind, count in tally(map(id, kinds)).items():
        name = shortened(type_name(known[kind]))
        types[name] = types.get(name, 0) + count
    ranked = sorted(types.items(), key=lambda row: -row[1])
    return Census(counts, tuple(ranked[:TYPES]), sum(n for _, n in ranked[TYPES:]))


def suspects(objects: list[object], hints: Iterable[str], deadline: float) -> Suspects | None:
    """Find what nothing in use refers to; ``None`` when there was no time for it.

    When there are too many objects, only the first ones are looked at: whatever the others refer
    to then counts as in use, so less is found, but nothing wrong.
    """
    del objects[LOOKED_AT:]
    graph = _graph(objects, deadline)
    if graph is None:
        return None
    garbage = subgraph(graph, unreachable(graph, _refcounts(objects)))
    found = cycles(garbage)
    things = {id(thing): thing for thing in objects if id(thing) in garbage}
    described = _describe_various(found, things, Naming(hints), deadline)
    pairs = tuple((tuple(members), described.get(n)) for n, members in enumerate(found))
    return Suspects(tuple(garbage), pairs, len(objects))


def _describe_various(
    found: list[list[int]], things: Mapping[int, object], naming: Naming, deadline: float
) -> dict[int, Cycle]:
    """Describe cycles, by their places, as long as there is time: first one of each make."""
    makes = [tuple(id(type(things[m])) for m in members) for members in found]
    rank, seen = [], dict.fromkeys(makes, 0)
    for n, make in enumerate(makes):
        rank.append((seen[make], n))
        seen[make] += 1
    described: dict[int, Cycle] = {}
    for _, n in sorted(rank)[:EXAMINED]:
        if len(described) >= AT_LEAST and perf_counter() > deadline:
            break
        described[n] = _describe(found[n], things, naming)
    return described


def _graph(objects: Sequence[object], deadline: float) -> dict[int, list[int]] | None:
    ids = set(map(id, objects))
    graph: dict[int, list[int]] = {}
    for n, thing in enumerate(objects):
        graph[id(thing)] = [i for i in map(id, get_referents(thing)) if i in ids]
        if n > ALWAYS and n % 64 == 0 and perf_counter() > deadline:
            return None
    return graph


def _refcounts(objects: list[object]) -> dict[int, int]:
    """Count the references to each object, without those that the counting itself makes."""
    probe: list[object] = []  # one reference to it is our own variable; the others are overhead
    objects.append(probe)
    counts = list(map(getrefcount, objects))
    objects.pop()
    overhead = counts.pop() - 1
    return {id(thing): count - overhead for thing, count in zip(objects, counts, strict=True)}


def _describe(members: list[int], things: Mapping[int, object], naming: Naming) -> Cycle:
    """Put a cycle into words, beginning with the object that says most to the reader."""
    first = min(range(len(members)), key=lambda n: _dullness(things[members[n]]))
    shown = (members[first:] + members[:first])[:MEMBERS]
    index = {member: n for n, member in enumerate(shown)}
    references = tuple(
        Reference(source, index[target], name)
        for member, source in index.items()
        for target, name in naming.edges(things[member], index)
    )
    return Cycle(
        objects=tuple(_label(things[member], naming) for member in shown),
        references=references,
        loop=tuple(_loop(references, len(shown))),
        left_out=len(members) - len(shown),
    )


def _dullness(thing: object) -> int:
    """Rank objects: first instances of the program's classes, last what the interpreter makes."""
    if issubclass(type(thing), type):
        return 1
    return {"__main__": 0, "builtins": 2}.get(module_name(type(thing)), 1)


def _label(thing: object, naming: Naming) -> str:
    """Name an object, with its first plain attribute, which tells it from its like."""
    if module_name(type(thing)) == "builtins":
        return label(thing)
    plain = naming.first_plain(thing)
    return f"{label(thing)} {plain[0][1:]}={quoted(plain[1])}" if plain else label(thing)


def _loop(references: Iterable[Reference], size: int) -> list[int]:
    """Find a short way round; past an object's reference to itself, if there is more to see."""
    graph: dict[int, list[int]] = {n: [] for n in range(size)}
    for reference in references:
        if size == 1 or reference.source != reference.target:
            graph[reference.source].append(reference.target)
    return shortest_loop(graph, 0)


def freed(found: Suspects, alive: set[int], collected: int) -> Freed:
    """Say what a collection freed of what was suspect, by who is gone afterwards.

    A cycle goes as a whole or stays as a whole. So one missing member will do: the address of
    another may have been taken by a new object, made by a finalizer.
    """
    gone = [(ids, cycle) for ids, cycle in found.cycles if not alive.issuperset(ids)]
    in_cycles = sum(len(ids) for ids, _ in gone)
    others = len(set(found.garbage) - alive) - in_cycles
    alike = tally(cycle for _, cycle in gone if cycle)  # in the order of the program's objects
    described = [replace(cycle, alike=n) for cycle, n in list(alike.items())[:CYCLES]]
    return Freed(
        cycles=tuple(described),
        cycles_left_out=len(gone) - sum(cycle.alike for cycle in described),
        along=max(0, min(others, collected - in_cycles)),
        spared=len(found.cycles) - len(gone),
        looked_at=found.looked_at,
    )
