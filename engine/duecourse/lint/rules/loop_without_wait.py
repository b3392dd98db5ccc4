"""Loops that turn without ever waiting for anything."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import (
    CallActivity,
    Event,
    EventKind,
    FlowNode,
    Gateway,
    GatewayKind,
    Scope,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.lint.cycles import cycles
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import is_job, scopes
from duecourse.lint.subject import Rule, Subject

ID: Final = "loop-without-wait"

_WAITING_TASKS: Final = frozenset({TaskKind.USER, TaskKind.RECEIVE})
_JOINS: Final = frozenset({GatewayKind.PARALLEL, GatewayKind.INCLUSIVE})


def check(subject: Subject) -> Iterator[Finding]:
    """Yield loops of sequence flows in which no element waits: for a person, a program, a message or time."""
    waiting = _waiting_sub_processes(subject)
    for scope in (holder.body for process in subject.processes for holder in scopes(process)):
        for loop in cycles(_followers(scope, waiting)):
            names = [node.id for node in scope.nodes.values() if node.id in loop]
            first = scope.nodes[names[0]]
            through = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
            message = f"the loop through {through} never waits for anything: only its conditions can end it"
            yield Finding(ID, Severity.WARNING, first.id, first.line, message)


def _followers(scope: Scope, waiting: set[str]) -> dict[str, list[str]]:
    """Return what follows each node that does not wait, among those that do not wait either."""
    passing = {node.id for node in scope.nodes.values() if node.id not in waiting and not _waits(node)}
    return {
        name: [
            target
            for target in (scope.flows[each].target for each in scope.nodes[name].outgoing)
            if target in passing
        ]
        for name in passing
    }


def _waits(node: FlowNode) -> bool:
    if is_job(node) or isinstance(node, CallActivity):
        return True
    if isinstance(node, Task):
        return node.kind in _WAITING_TASKS and node.script is None
    if isinstance(node, Event):
        return node.kind is EventKind.INTERMEDIATE_CATCH
    # A join waits for its other branches, wherever they come from.
    return isinstance(node, Gateway) and node.kind in _JOINS and len(node.incoming) > 1


def _waiting_sub_processes(subject: Subject) -> set[str]:
    """Return the ids of the sub-processes in which something waits, at any depth."""
    inside: dict[str, str] = {}
    found: set[str] = set()
    for spot in subject.spots:
        if isinstance(spot.node, SubProcess) and isinstance(spot.holder, SubProcess):
            inside[spot.node.id] = spot.holder.id
        if not isinstance(spot.holder, SubProcess) or not _waits(spot.node):
            continue
        name: str | None = spot.holder.id
        while name is not None and name not in found:
            found.add(name)
            name = inside.get(name)
    return found


RULE: Final = Rule(ID, "In every loop something waits: a person, a program, a message or a timer.", check)
