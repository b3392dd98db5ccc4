"""Taking an element out of a process, so that a test can see whether anything misses it."""

from dataclasses import replace

from duecourse.diagram.elements import Event, EventKind, FlowNode, Process, Scope, SequenceFlow, SubProcess


def without(process: Process, element: str) -> Process:
    """Return a process in which tokens pass an element by; one that nothing flows out of, they end before."""
    return replace(process, body=_without(process.body, element))


def _without(scope: Scope, element: str) -> Scope:
    if element not in scope.nodes:
        nodes = {
            name: replace(node, body=_without(node.body, element)) if isinstance(node, SubProcess) else node
            for name, node in scope.nodes.items()
        }
        return replace(scope, nodes=nodes)
    out = [flow for flow in scope.flows.values() if flow.source == element]
    following = out[0].target if out else None
    flows = {
        flow.id: replace(flow, target=following) if flow.target == element and following else flow
        for flow in scope.flows.values()
        if flow.source != element and (flow.target != element or following)
    }
    kept = {
        name: node for name, node in scope.nodes.items() if name != element and not _hangs_on(node, element)
    }
    return Scope(nodes={name: _connected(node, flows) for name, node in kept.items()}, flows=flows)


def _hangs_on(node: FlowNode, element: str) -> bool:
    return isinstance(node, Event) and node.kind is EventKind.BOUNDARY and node.attached_to == element


def _connected(node: FlowNode, flows: dict[str, SequenceFlow]) -> FlowNode:
    return replace(
        node,
        incoming=tuple(flow.id for flow in flows.values() if flow.target == node.id),
        outgoing=tuple(flow.id for flow in flows.values() if flow.source == node.id),
    )
