"""What all rules need: where a node stands, saying what is broken, and telling the kinds of node apart."""

from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

from duecourse.diagram.elements import Element, Event, EventKind, FlowNode, Process, Scope, SubProcess
from duecourse.diagram.problems import Problem
from duecourse.diagram.report import LONGEST_ID

Holder: TypeAlias = Process | SubProcess


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: in a process or sub-process; ``hosts`` are those with boundary events there."""

    holder: Holder
    hosts: frozenset[str]

    @property
    def scope(self) -> Scope:
        """What flows there."""
        return self.holder.body


def place(holder: Holder) -> Place:
    """Return the place in which the nodes of a process or sub-process stand."""
    attached = (node.attached_to for node in holder.body.nodes.values() if isinstance(node, Event))
    return Place(holder, frozenset(filter(None, attached)))


def breach(rule: str, element: Element, reason: str) -> Problem:
    """Return the problem of an element that breaks a rule."""
    return Problem(rule, element.line, element.id[:LONGEST_ID], reason)


def event_of(node: FlowNode | None, kind: EventKind) -> TypeGuard[Event]:
    """Tell whether a node is an event of a kind."""
    return isinstance(node, Event) and node.kind is kind


def is_event_sub_process(node: FlowNode | None) -> TypeGuard[SubProcess]:
    """Tell whether a node is an event sub-process."""
    return isinstance(node, SubProcess) and node.triggered_by_event
