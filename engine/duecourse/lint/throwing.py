"""Errors and escalations: what is thrown inside an element, and what catches it.

The nearest catcher wins, looking from the thrower outwards: event sub-processes of each scope, then boundary
events on it. What is thrown inside an event sub-process is not caught by another one of the same scope.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from duecourse.diagram.elements import CallActivity, Event, EventKind, FlowNode, SubProcess
from duecourse.diagram.events import ErrorDefinition, EscalationDefinition
from duecourse.lint.spots import THROWING, Spot, is_job, triggers

Kind: TypeAlias = type[ErrorDefinition] | type[EscalationDefinition]
Key: TypeAlias = tuple[str, str]
"""A process or an element of it, by the ids of both."""

Signal: TypeAlias = tuple[Kind, str | None]
"""What is thrown or caught: an error or escalation, and its code; ANYTHING for any code."""
ANYTHING: Final = None


@dataclass(frozen=True)
class Throwing:
    """Who throws and who catches in a file.

    ``thrown`` has for each process and sub-process what is thrown inside it, at any depth; ``caught`` what
    the boundary events of an element catch, ``caught_inside`` what the event sub-processes of a process or
    sub-process catch; ``around`` the spot of each sub-process.
    """

    around: Mapping[Key, Spot]
    thrown: dict[Key, set[Signal]] = field(default_factory=dict)
    caught: dict[Key, set[Signal]] = field(default_factory=dict)
    caught_inside: dict[Key, set[Signal]] = field(default_factory=dict)

    def catches(self, spot: Spot, kind: Kind, code: str) -> bool:
        """Return whether something in the process catches what the event at ``spot`` throws."""
        wanted = {(kind, code), (kind, ANYTHING)}
        current: Spot | None = spot
        while current is not None:
            node = current.node
            if self.caught.get(_key(current), set()) & wanted:
                return True
            handled = self.caught_inside.get(holder_key(current), set())
            if not (isinstance(node, SubProcess) and node.triggered_by_event) and handled & wanted:
                return True
            current = self.around.get(holder_key(current))
        return False

    def throws(self, spot: Spot, kind: Kind, code: str | None) -> bool:
        """Return whether what the event at ``spot`` would catch can be thrown where it listens."""
        node = spot.node
        if isinstance(node, Event) and node.kind is EventKind.BOUNDARY:
            host = spot.scope.nodes[node.attached_to or ""]
            found = set(_thrown_by(host))
            if isinstance(host, SubProcess):
                found = self.thrown.get((spot.process.id, host.id), set())
        else:
            found = self.thrown.get(holder_key(self.around[holder_key(spot)]), set())
        if code is ANYTHING:
            return any(each is kind for each, _ in found)
        return bool(found & {(kind, code), (kind, ANYTHING)})


def throwing(spots: Iterable[Spot]) -> Throwing:
    """Look through a file for what throws and what catches."""
    every = list(spots)
    found = Throwing({_key(spot): spot for spot in every if isinstance(spot.node, SubProcess)})
    for spot in every:
        for each in _thrown_by(spot.node):
            _enter(found, spot, each)
        caught = catch_of(spot)
        if caught is None or not isinstance(spot.node, Event):
            continue
        if triggers(spot):
            where, table = holder_key(found.around[holder_key(spot)]), found.caught_inside
        else:
            where, table = (spot.process.id, spot.node.attached_to or ""), found.caught
        table.setdefault(where, set()).add(caught)
    return found


def catch_of(spot: Spot) -> Signal | None:
    """Return what an event catches of errors and escalations."""
    node = spot.node
    if not isinstance(node, Event) or node.kind in THROWING:
        return None
    definition = node.definition
    if not isinstance(definition, ErrorDefinition | EscalationDefinition):
        return None
    return type(definition), None if definition.code is None else definition.code.raw


def throw_of(node: FlowNode) -> Signal | None:
    """Return what an event throws of errors and escalations; the code is None where it is computed."""
    if not isinstance(node, Event) or node.kind not in THROWING or node.job is not None:
        return None
    definition = node.definition
    if not isinstance(definition, ErrorDefinition | EscalationDefinition) or definition.code is None:
        return None
    return type(definition), None if definition.code.feel is not None else definition.code.raw


def _thrown_by(node: FlowNode) -> Iterator[Signal]:
    thrown = throw_of(node)
    if thrown is not None:
        yield thrown
    if is_job(node) or isinstance(node, CallActivity):
        yield ErrorDefinition, ANYTHING
    if isinstance(node, CallActivity):
        yield EscalationDefinition, ANYTHING


def _enter(found: Throwing, spot: Spot, thrown: Signal) -> None:
    """Enter what is thrown into every scope around, stopping where it is known already."""
    current: Spot | None = spot
    while current is not None:
        inside = found.thrown.setdefault(holder_key(current), set())
        if thrown in inside:
            return
        inside.add(thrown)
        current = found.around.get(holder_key(current))


def holder_key(spot: Spot) -> Key:
    """Return the key of the process or sub-process that a node stands in."""
    return spot.process.id, spot.holder.id


def _key(spot: Spot) -> Key:
    return spot.process.id, spot.node.id
