"""Sequence flows that no token ever takes."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Activity, Gateway, GatewayKind, SequenceFlow
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "dead-flow"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the flows beside one that is always taken in their stead.

    An exclusive gateway takes the first flow whose condition holds, and one without a condition always holds.
    Anywhere, the default flow is taken only if no other is.
    """
    for spot in subject.spots:
        node, flows = spot.node, list(spot.flows_out())
        if not isinstance(node, Activity | Gateway):
            continue
        at = _always(flows, node.default)
        if at is None:
            continue
        exclusive = isinstance(node, Gateway) and node.kind is GatewayKind.EXCLUSIVE
        for place, flow in enumerate(flows):
            if flow.id == node.default or (exclusive and place > at):
                message = (
                    f"this flow to {flow.target} is never taken: the flow to {flows[at].target} has no "
                    "condition, so it always is; give that one a condition, or make it the default"
                )
                yield Finding(ID, Severity.WARNING, flow.id, flow.line, message)


def _always(flows: list[SequenceFlow], default: str | None) -> int | None:
    """Return the place of the first flow that is always taken."""
    return next((at for at, flow in enumerate(flows) if flow.condition is None and flow.id != default), None)


RULE: Final = Rule(ID, "Every sequence flow can be taken.", check)
