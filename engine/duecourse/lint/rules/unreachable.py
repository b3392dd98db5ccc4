"""Elements that no token can ever come to."""

from collections import deque
from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Event, EventKind, FlowNode, Scope, SubProcess
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import scopes
from duecourse.lint.subject import Rule, Subject

ID: Final = "unreachable"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the elements that no way leads to from a start event of the same process or sub-process."""
    for holder in (each for process in subject.processes for each in scopes(process)):
        reached = _reached(holder.body)
        for node in holder.body.nodes.values():
            if node.id not in reached:
                message = f"{node.name or node.id} can never be reached: no way leads here from a start event"
                yield Finding(ID, Severity.ERROR, node.id, node.line, message)


def _reached(scope: Scope) -> set[str]:
    attached: dict[str, list[str]] = {}
    for node in scope.nodes.values():
        if isinstance(node, Event) and node.attached_to is not None:
            attached.setdefault(node.attached_to, []).append(node.id)
    reached = {node.id for node in scope.nodes.values() if _begins(node)}
    pending = deque(reached)
    while pending:
        node = scope.nodes[pending.popleft()]
        following = [scope.flows[each].target for each in node.outgoing]
        for each in (*following, *attached.get(node.id, ())):
            if each not in reached:
                reached.add(each)
                pending.append(each)
    return reached


def _begins(node: FlowNode) -> bool:
    """Return whether the node begins without a sequence flow: a start event, or an event sub-process."""
    if isinstance(node, SubProcess):
        return node.triggered_by_event
    return isinstance(node, Event) and node.kind is EventKind.START


RULE: Final = Rule(ID, "Every element can be reached from a start event.", check)
