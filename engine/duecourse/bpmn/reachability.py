"""Where tokens can still arrive: the question of the inclusive gateway (BPMN 2.0, section 13.4.3)."""

from collections.abc import Mapping
from typing import TypeAlias

from duecourse.diagram.elements import Event, EventKind, Gateway, GatewayKind, Scope

Arrivals: TypeAlias = Mapping[str, Mapping[str, frozenset[str]]]


def arrivals(scope: Scope) -> Arrivals:
    """Say for each inclusive gateway with several flows in, and each node, over which of those flows a token
    on the node can arrive at the gateway without passing it before.
    """
    sources: dict[str, list[str]] = {node: [] for node in scope.nodes}
    for flow in scope.flows.values():
        sources[flow.target].append(flow.source)
    for node in scope.nodes.values():
        if isinstance(node, Event) and node.kind is EventKind.BOUNDARY and node.attached_to in sources:
            sources[node.id].append(node.attached_to)
    return {
        node.id: _arrivals_at(scope, sources, node.id, node.incoming)
        for node in scope.nodes.values()
        if isinstance(node, Gateway) and node.kind is GatewayKind.INCLUSIVE and len(node.incoming) > 1
    }


def _arrivals_at(
    scope: Scope, sources: Mapping[str, list[str]], gateway: str, incoming: tuple[str, ...]
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for flow in incoming:
        pending = [scope.flows[flow].source]
        seen = {gateway}
        while pending:
            node = pending.pop()
            if node not in seen:
                seen.add(node)
                found.setdefault(node, set()).add(flow)
                pending.extend(sources[node])
    return {node: frozenset(flows) for node, flows in found.items()}
