"""Following a branch back to where it begins."""

from duecourse.diagram.elements import FlowNode, Scope, SequenceFlow


def split_before(scope: Scope, flow: SequenceFlow) -> FlowNode | None:
    """Return the node with several ways out from which a flow comes straight, None if there is none.

    The way back goes through nodes with one flow in and one out, so the ways back from different flows never
    share a node, and following all of them is linear.
    """
    passed: set[str] = set()
    node = scope.nodes[flow.source]
    while len(node.outgoing) == 1 and len(node.incoming) == 1 and node.id not in passed:
        passed.add(node.id)
        node = scope.nodes[scope.flows[node.incoming[0]].source]
    return node if len(node.outgoing) > 1 else None
