"""Finding the cycles of a graph."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Graph: TypeAlias = Mapping[str, Sequence[str]]


def cycles(followers: Graph) -> Iterator[frozenset[str]]:
    """Yield the sets of nodes that lie on cycles together: the strongly connected components with a cycle.

    In time linear in nodes and edges, without recursion (Kosaraju and Sharir): the nodes in the order in
    which a walk leaves them, and then, the last first, all that lead to each.
    """
    leading: dict[str, list[str]] = {node: [] for node in followers}
    for node, targets in followers.items():
        for target in targets:
            leading[target].append(node)
    seen: set[str] = set()
    for node in reversed(list(_left(followers))):
        if node not in seen:
            found = _collect(leading, node, seen)
            if len(found) > 1 or node in followers[node]:
                yield frozenset(found)


def _left(followers: Graph) -> Iterator[str]:
    """Yield the nodes in the order in which a walk in depth leaves them."""
    seen: set[str] = set()
    for start in followers:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(followers[start]))]
        while path:
            node, rest = path[-1]
            following = next((each for each in rest if each not in seen), None)
            if following is None:
                path.pop()
                yield node
            else:
                seen.add(following)
                path.append((following, iter(followers[following])))


def _collect(leading: Graph, start: str, seen: set[str]) -> list[str]:
    """Return what leads to a node, it included, of what has not been seen."""
    seen.add(start)
    found = [start]
    for node in found:
        for each in leading[node]:
            if each not in seen:
                seen.add(each)
                found.append(each)
    return found
