"""Parallel gateways that wait for a token that cannot come."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Activity, Event, EventKind, FlowNode, Gateway, GatewayKind, Scope
from duecourse.lint.branches import split_before
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import scopes
from duecourse.lint.subject import Rule, Subject

ID: Final = "parallel-join"

_ONE_OF: Final = frozenset({GatewayKind.EXCLUSIVE, GatewayKind.EVENT_BASED})
_SEVERAL: Final = frozenset({GatewayKind.PARALLEL, GatewayKind.INCLUSIVE})


def check(subject: Subject) -> Iterator[Finding]:
    """Yield parallel gateways that join ways of which only one is taken.

    Certain where nothing in the process or sub-process ever makes two tokens of one; as good as certain where
    two of the ways come straight from different ways out of one exclusive or event-based gateway.
    """
    for scope in (holder.body for process in subject.processes for holder in scopes(process)):
        joins = [node for node in scope.nodes.values() if _joins(node)]
        forks = bool(joins) and any(_forks(node) for node in scope.nodes.values())
        for node in joins:
            if not forks:
                message = (
                    f"{node.name or node.id} waits for a token from each of {len(node.incoming)} flows, but "
                    "nothing here ever splits into branches: the case stops here for ever"
                )
                yield Finding(ID, Severity.WARNING, node.id, node.line, message)
            elif (split := _alternatives(scope, node)) is not None:
                message = (
                    f"{node.name or node.id} waits for branches of which {split.name or split.id} "
                    "takes only one: the case stops here for ever"
                )
                yield Finding(ID, Severity.WARNING, node.id, node.line, message)


def _joins(node: FlowNode) -> bool:
    return isinstance(node, Gateway) and node.kind is GatewayKind.PARALLEL and len(node.incoming) > 1


def _forks(node: FlowNode) -> bool:
    """Return whether the node can send out more tokens than it takes in."""
    if isinstance(node, Event) and node.kind is EventKind.BOUNDARY and not node.interrupting:
        return True
    if len(node.outgoing) < 2:
        return False
    return isinstance(node, Activity | Event) or (isinstance(node, Gateway) and node.kind in _SEVERAL)


def _alternatives(scope: Scope, join: FlowNode) -> Gateway | None:
    """Return the gateway that takes only one of two ways to the join, if the ways lead straight there."""
    seen: set[str] = set()
    for flow in join.incoming:
        split = split_before(scope, scope.flows[flow])
        if isinstance(split, Gateway) and split.kind in _ONE_OF:
            if split.id in seen:
                return split
            seen.add(split.id)
    return None


RULE: Final = Rule(ID, "A parallel gateway joins branches that are all taken.", check)
