"""Cycles of a graph, compared with who can reach whom."""

from hypothesis import given
from hypothesis import strategies as st

from duecourse.lint.cycles import cycles

GRAPHS = st.integers(0, 8).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, max(size - 1, 0)), max_size=4), min_size=size, max_size=size
    )
)


def reached(graph: dict[str, list[str]], start: str) -> set[str]:
    """Return what can be reached from a node over one edge or more."""
    found: set[str] = set()
    pending = list(graph[start])
    while pending:
        node = pending.pop()
        if node not in found:
            found.add(node)
            pending.extend(graph[node])
    return found


@given(GRAPHS)
def test_nodes_are_on_a_cycle_together_if_each_can_reach_the_other(edges: list[list[int]]) -> None:
    graph = {str(node): [str(target) for target in targets] for node, targets in enumerate(edges)}
    reach = {node: reached(graph, node) for node in graph}

    expected = {
        frozenset(other for other in reach[node] if node in reach[other])
        for node in graph
        if node in reach[node]
    }

    found = list(cycles(graph))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_a_long_cycle_needs_no_deep_recursion() -> None:
    size = 50_000
    graph = {str(node): [str((node + 1) % size)] for node in range(size)}

    assert [len(each) for each in cycles(graph)] == [size]
