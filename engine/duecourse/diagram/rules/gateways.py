"""Gateways: that they split or join, and what may follow an event-based one (BPMN 2.0, section 10.6)."""

from collections.abc import Iterator

from duecourse.diagram.elements import (
    EventKind,
    FlowNode,
    Gateway,
    GatewayKind,
    Task,
    TaskKind,
)
from duecourse.diagram.events import MessageDefinition
from duecourse.diagram.problems import Problem
from duecourse.diagram.rules.breach import Place, breach, event_of


def check_gateway(place: Place, gateway: Gateway) -> Iterator[Problem]:
    """Yield what breaks a rule of gateways."""
    splits, joins = len(gateway.outgoing) > 1, len(gateway.incoming) > 1
    if gateway.kind is GatewayKind.EVENT_BASED:
        yield from _check_event_based(place, gateway)
    elif not splits and not joins:
        yield breach("gateway", gateway, "the gateway neither splits nor joins: it has one flow in and out")
    wrong = {
        "Converging": splits,
        "Diverging": joins,
        "Mixed": not splits or not joins,
    }
    if wrong.get(gateway.direction):
        reason = (
            f"gatewayDirection is {gateway.direction}, but it has {len(gateway.incoming)} sequence flows in "
            f"and {len(gateway.outgoing)} out"
        )
        yield breach("gateway", gateway, reason)


def _check_event_based(place: Place, gateway: Gateway) -> Iterator[Problem]:
    if len(gateway.outgoing) < 2:
        yield breach("event-based", gateway, "an event-based gateway needs at least two events behind it")
    scope = place.scope
    targets = [scope.nodes.get(scope.flows[name].target) for name in gateway.outgoing]
    for target in targets:
        if target is not None:
            yield from _check_target(place, target)
    receives = any(_receives(target) for target in targets)
    catches = any(
        event_of(target, EventKind.INTERMEDIATE_CATCH) and isinstance(target.definition, MessageDefinition)
        for target in targets
    )
    if receives and catches:
        reason = "behind an event-based gateway stand message events or receive tasks, not both"
        yield breach("event-based", gateway, reason)


def _receives(node: FlowNode | None) -> bool:
    return isinstance(node, Task) and node.kind is TaskKind.RECEIVE


def _check_target(place: Place, target: FlowNode) -> Iterator[Problem]:
    if not _receives(target) and not event_of(target, EventKind.INTERMEDIATE_CATCH):
        reason = "only catch events and receive tasks may follow an event-based gateway"
        yield breach("event-based", target, reason)
    elif len(target.incoming) > 1:
        reason = "an event behind an event-based gateway has no other flow into it"
        yield breach("event-based", target, reason)
    elif isinstance(target, Task) and target.loop is not None:
        yield breach("event-based", target, "a task behind an event-based gateway cannot be multi-instance")
    elif target.id in place.hosts:
        yield breach("event-based", target, "a task behind an event-based gateway has no boundary events")
