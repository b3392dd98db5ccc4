"""Processes and sub-processes: how they start and end (BPMN 2.0, sections 10.5.2, 10.5.3 and 13.3.4)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from duecourse.diagram.elements import (
    Event,
    EventKind,
    FlowNode,
    Gateway,
    Process,
    SubProcess,
    Task,
)
from duecourse.diagram.problems import Problem
from duecourse.diagram.rules import activities, events, flows, gateways
from duecourse.diagram.rules.breach import Holder, Place, breach, event_of, is_event_sub_process, place


def check_process(process: Process) -> Iterator[Problem]:
    """Yield what breaks a rule in a process and in the sub-processes inside it."""
    pending: list[Holder] = [process]
    while pending:
        holder = pending.pop()
        yield from _check_scope(holder)
        pending.extend(each for each in holder.body.nodes.values() if isinstance(each, SubProcess))


def _check_scope(holder: Holder) -> Iterator[Problem]:
    scope = holder.body
    starts = [node for node in scope.nodes.values() if event_of(node, EventKind.START)]
    if not scope.nodes:
        yield breach("empty", holder, "there is nothing in it")
    else:
        yield from _check_starts(holder, starts)
        if not any(event_of(node, EventKind.END) for node in scope.nodes.values()):
            yield breach("end", holder, "there is no end event in it")
    around = place(holder)
    for node in scope.nodes.values():
        for kind, rules in _RULES.items():
            if isinstance(node, kind):
                for rule in rules:
                    yield from rule(around, node)
    yield from events.check_catchers(scope)


def _check_starts(holder: Holder, starts: list[Event]) -> Iterator[Problem]:
    if isinstance(holder, SubProcess):
        if len(starts) != 1:
            reason = f"a sub-process needs exactly one start event; this one has {len(starts)}"
            yield breach("start", holder, reason)
        return
    if not starts:
        yield breach("start", holder, "the process has no start event")
    yield from events.check_starts(starts)


def _check_sub_process(place: Place, node: SubProcess) -> Iterator[Problem]:
    if not node.triggered_by_event:
        return
    if node.incoming or node.outgoing:
        yield breach("event-sub-process", node, "an event sub-process has no sequence flows")
    if node.loop is not None:
        yield breach("event-sub-process", node, "an event sub-process cannot be multi-instance")


def _check_dead_end(place: Place, node: FlowNode) -> Iterator[Problem]:
    """Require a way on: where there are end events, every path leads to one (BPMN 2.0, section 10.5.3)."""
    if node.outgoing or event_of(node, EventKind.END) or is_event_sub_process(node):
        return
    yield breach("dead-end", node, "no sequence flow leads on from it, and it is no end event")


_Rule = Callable[..., Iterator[Problem]]

_RULES: Final[Mapping[type[FlowNode], tuple[_Rule, ...]]] = {
    FlowNode: (_check_dead_end, flows.check_conditions, flows.check_default),
    Event: (events.check_event,),
    Gateway: (gateways.check_gateway,),
    Task: (activities.check_task,),
    SubProcess: (_check_sub_process,),
}
