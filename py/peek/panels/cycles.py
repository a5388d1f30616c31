"""Find the objects that nothing outside refers to, and the cycles among them.

The graphs are plain numbers, so that nothing here can keep an object alive: ``graph[a]`` lists
each ``b`` that ``a`` refers to, once for each reference.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from peek.panels.tally import tally

type Graph = Mapping[int, Sequence[int]]


def unreachable(graph: Graph, refcounts: Mapping[int, int]) -> set[int]:
    """Find the nodes that no reference from outside the graph leads to.

    This is the collector's own method: a node with more references than the graph accounts for is
    referred to from outside; whatever can be reached from such a node is in use.
    """
    inside = tally(chain.from_iterable(graph.values()))
    in_use = reachable(graph, (n for n, count in refcounts.items() if count > inside.get(n, 0)))
    return graph.keys() - in_use


def reachable(graph: Graph, roots: Iterable[int]) -> set[int]:
    """Find the roots and everything that they lead to."""
    found = set(roots)
    waiting = list(found)
    while waiting:
        new = [n for n in graph[waiting.pop()] if n not in found]
        found.update(new)
        waiting += new
    return found


def subgraph(graph: Graph, nodes: Iterable[int]) -> dict[int, list[int]]:
    """Keep some nodes, and the references among them."""
    kept = set(nodes)
    return {n: [m for m in graph[n] if m in kept] for n in graph if n in kept}


def cycles(graph: Graph) -> list[list[int]]:
    """Find the sets of nodes, as large as they get, in which each leads to every other.

    In the order of the graph's nodes; a single node counts when it refers to itself.
    """
    place = {n: i for i, n in enumerate(graph)}
    found = [sorted(c, key=place.__getitem__) for c in components(graph)]
    return sorted(
        (c for c in found if len(c) > 1 or c[0] in graph[c[0]]), key=lambda c: place[c[0]]
    )


def components(graph: Graph) -> list[list[int]]:
    """Find the strongly connected components (Kosaraju's algorithm, without recursion).

    Going through the nodes from the last one left to the first, and against the references, never
    leaves a component that has been begun.
    """
    settled = {n for n, targets in graph.items() if all(t == n for t in targets)}
    alone = [[n] for n in settled]  # leads nowhere else: the quick way, for there are often many
    backward: dict[int, list[int]] = {n: [] for n in graph}
    for node, targets in graph.items():
        for target in targets:
            backward[target].append(node)
    roots = reversed(_order_of_leaving(graph, set(settled)))
    return alone + [_visit(backward, root, settled) for root in roots if root not in settled]


def _order_of_leaving(graph: Graph, seen: set[int]) -> list[int]:
    """Walk what is new in depth; list each node when everything new that it leads to is listed."""
    left: list[int] = []
    for root in graph:
        if root not in seen:
            left += _visit(graph, root, seen)
    return left


def _visit(graph: Graph, root: int, seen: set[int]) -> list[int]:
    """List what a node leads to, in the order of leaving, without what was seen before."""
    left: list[int] = []
    seen.add(root)
    visits = [(root, iter(graph[root]))]
    while visits:
        node, targets = visits[-1]
        target = next((t for t in targets if t not in seen), None)
        if target is None:
            left.append(node)
            visits.pop()
        else:
            seen.add(target)
            visits.append((target, iter(graph[target])))
    return left


def shortest_loop(graph: Graph, start: int) -> list[int]:
    """Give the nodes on a shortest way from a node back to itself, or ``[]``."""
    before: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for target in graph[node]:
            if target == start:
                return _way_back(before, node, start)
            if target not in before:
                before[target] = node
                waiting.append(target)
    return []


def _way_back(before: Mapping[int, int], node: int, start: int) -> list[int]:
    way = [node]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]
