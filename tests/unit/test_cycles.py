"""Finding cycles in graphs of numbers."""

from peek.panels.cycles import components, cycles, reachable, shortest_loop, subgraph, unreachable

# 1 and 2 refer to each other, 2 to 3; 4 refers to itself; 5 leads to 6.
GRAPH = {1: [2], 2: [1, 3], 3: [], 4: [4], 5: [6], 6: []}


def test_a_cycle_is_each_set_of_nodes_that_lead_to_one_another() -> None:
    assert cycles(GRAPH) == [[1, 2], [4]]


def test_cycles_that_share_a_node_are_one() -> None:
    assert cycles({1: [2, 3], 2: [1], 3: [1]}) == [[1, 2, 3]]


def test_a_chain_has_no_cycle() -> None:
    assert cycles({1: [2], 2: [3], 3: []}) == []


def test_every_node_is_in_one_component() -> None:
    found = components(GRAPH)
    assert sorted(n for component in found for n in component) == sorted(GRAPH)
    assert len(found) == 5


def test_a_component_is_not_left_for_one_that_leads_to_it() -> None:
    graph = {1: [2], 2: [3], 3: [2, 4], 4: [5], 5: [4, 6], 6: []}
    assert sorted(map(sorted, components(graph))) == [[1], [2, 3], [4, 5], [6]]


def test_a_ring_of_many_nodes_needs_no_recursion() -> None:
    size = 5_000
    ring = {n: [(n + 1) % size] for n in range(size)}
    assert cycles(ring) == [list(range(size))]


def test_a_node_with_more_references_than_the_graph_has_is_in_use() -> None:
    refcounts = {1: 1, 2: 1, 3: 1, 4: 2, 5: 0, 6: 1}
    assert unreachable(GRAPH, refcounts) == {1, 2, 3, 5, 6}  # 4 is referred to from outside


def test_what_a_node_in_use_leads_to_is_in_use() -> None:
    refcounts = {1: 2, 2: 1, 3: 1, 4: 1, 5: 0, 6: 1}
    assert unreachable(GRAPH, refcounts) == {4, 5, 6}


def test_each_of_several_references_counts() -> None:
    assert unreachable({1: [2, 2], 2: [1]}, {1: 1, 2: 2}) == {1, 2}
    assert unreachable({1: [2, 2], 2: [1]}, {1: 1, 2: 3}) == set()


def test_reachable_includes_the_roots() -> None:
    assert reachable(GRAPH, [2]) == {1, 2, 3}


def test_a_subgraph_has_the_references_among_its_nodes() -> None:
    assert subgraph(GRAPH, [2, 3]) == {2: [3], 3: []}


def test_the_shortest_way_back() -> None:
    graph = {1: [2, 3], 2: [4], 4: [1], 3: [1]}
    assert shortest_loop(graph, 1) == [1, 3]
    assert shortest_loop(graph, 4) == [4, 1, 2]


def test_no_way_back() -> None:
    assert shortest_loop(GRAPH, 5) == []
