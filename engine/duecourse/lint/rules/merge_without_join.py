"""Branches that run at the same time and meet without being joined."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Activity, Event, EventKind, FlowNode, Gateway, GatewayKind, Scope
from duecourse.lint.branches import split_before
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import scopes
from duecourse.lint.subject import Rule, Subject

ID: Final = "merge-without-join"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield elements where two branches of one parallel gateway meet and each goes on by itself."""
    for scope in (holder.body for process in subject.processes for holder in scopes(process)):
        for node in scope.nodes.values():
            split = _same_split(scope, node) if _passes_each(scope, node) else None
            if split is not None:
                message = (
                    f"branches of {split.name or split.id} meet here without a parallel gateway that joins "
                    "them: what follows is done once for each branch"
                )
                yield Finding(ID, Severity.WARNING, node.id, node.line, message)


def _passes_each(scope: Scope, node: FlowNode) -> bool:
    """Return whether something follows that is done once for each token that comes in."""
    if len(node.incoming) < 2 or _ends(node):
        return False
    if isinstance(node, Activity | Event):
        return True
    straight = len(node.outgoing) == 1 and _ends(scope.nodes[scope.flows[node.outgoing[0]].target])
    return isinstance(node, Gateway) and node.kind is GatewayKind.EXCLUSIVE and not straight


def _ends(node: FlowNode) -> bool:
    return isinstance(node, Event) and node.kind is EventKind.END


def _same_split(scope: Scope, node: FlowNode) -> Gateway | None:
    seen: set[str] = set()
    for flow in node.incoming:
        split = split_before(scope, scope.flows[flow])
        if isinstance(split, Gateway) and split.kind is GatewayKind.PARALLEL:
            if split.id in seen:
                return split
            seen.add(split.id)
    return None


RULE: Final = Rule(ID, "Branches that run at the same time are joined before they go on as one.", check)
