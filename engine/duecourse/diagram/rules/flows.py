"""Sequence flows: conditions and default flows (BPMN 2.0, sections 8.4.13 and 13.2.1)."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Activity, Event, FlowNode, Gateway, GatewayKind
from duecourse.diagram.problems import Problem
from duecourse.diagram.rules.breach import Place, breach
from duecourse.diagram.xml import shown

_UNCONDITIONAL: Final = frozenset({GatewayKind.PARALLEL, GatewayKind.EVENT_BASED})


def check_conditions(place: Place, node: FlowNode) -> Iterator[Problem]:
    """Yield conditions where no choice is made."""
    for flow in (place.scope.flows[name] for name in node.outgoing):
        if flow.condition is None:
            continue
        if isinstance(node, Event) or (isinstance(node, Gateway) and node.kind in _UNCONDITIONAL):
            reason = f"a sequence flow out of {node.kind.value} cannot have a condition"
            yield breach("condition", flow, reason)
        elif isinstance(node, Activity) and len(node.outgoing) == 1:
            reason = f"the only sequence flow out of {shown(node.id)} cannot have a condition"
            yield breach("condition", flow, reason)


def check_default(place: Place, node: FlowNode) -> Iterator[Problem]:
    """Yield default flows that are none of the element, or have a condition."""
    default = node.default if isinstance(node, Activity | Gateway) else None
    if default is None:
        return
    if default not in node.outgoing:
        yield breach("default", node, f"the default flow {shown(default)} does not leave this element")
    elif place.scope.flows[default].condition is not None:
        yield breach("default", node, f"the default flow {shown(default)} has a condition")
