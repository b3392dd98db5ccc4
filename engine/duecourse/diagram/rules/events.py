"""Events: where each kind may stand, and what it needs (BPMN 2.0, section 10.5)."""

from collections.abc import Iterable, Iterator

from duecourse.diagram.elements import Activity, Event, EventKind, Scope, SubProcess
from duecourse.diagram.events import (
    ErrorDefinition,
    EscalationDefinition,
    MessageDefinition,
    TimerDefinition,
    TimerKind,
)
from duecourse.diagram.problems import Problem
from duecourse.diagram.rules.breach import Holder, Place, breach, event_of, is_event_sub_process
from duecourse.diagram.rules.messages import check_awaited
from duecourse.diagram.xml import shown


def check_event(place: Place, event: Event) -> Iterator[Problem]:
    """Yield what breaks a rule of the kind of an event."""
    if event.kind in (EventKind.END, EventKind.INTERMEDIATE_THROW):
        if event.kind is EventKind.END and event.outgoing:
            yield breach("end", event, "an end event has no sequence flow out of it")
        return
    if isinstance(event.definition, ErrorDefinition) and not event.interrupting:
        yield breach("interrupting", event, "an error always interrupts")
    if event.kind is EventKind.START:
        yield from _check_start(place.holder, event)
    elif event.kind is EventKind.BOUNDARY:
        yield from _check_boundary(place.scope, event)
    else:
        yield from _check_catch(event)
    if event.kind is not EventKind.START or isinstance(place.holder, SubProcess):
        yield from check_awaited(event, event.definition)


def _check_catch(event: Event) -> Iterator[Problem]:
    if event.definition is None:
        yield breach("event", event, "an intermediate catch event must wait for something")
    if isinstance(event.definition, TimerDefinition) and event.definition.kind is TimerKind.CYCLE:
        reason = "an intermediate catch event happens once: a timeCycle is not executed here"
        yield breach("timer", event, reason)


def _check_start(holder: Holder, event: Event) -> Iterator[Problem]:
    if event.incoming:
        yield breach("start", event, "a start event has no sequence flow into it")
    triggered = isinstance(holder, SubProcess) and holder.triggered_by_event
    if not event.interrupting and not triggered:
        yield breach("interrupting", event, "isInterrupting has a meaning in event sub-processes only")
    if triggered:
        if event.definition is None:
            yield breach("start", event, "the start event of an event sub-process needs a trigger")
    elif isinstance(holder, SubProcess):
        if event.definition is not None:
            yield breach("start", event, "the start event of a sub-process has no trigger")
    elif isinstance(event.definition, ErrorDefinition | EscalationDefinition):
        yield breach("start", event, "a process cannot be started by an error or an escalation")


def _check_boundary(scope: Scope, event: Event) -> Iterator[Problem]:
    host = scope.nodes.get(event.attached_to or "")
    if not isinstance(host, Activity) or is_event_sub_process(host):
        what = f"attachedToRef: {shown(event.attached_to or '')}"
        yield breach("boundary", event, f"{what} is no activity of the same process or sub-process")
    if event.incoming:
        yield breach("boundary", event, "a boundary event has no sequence flow into it")
    if event.definition is None:
        yield breach("boundary", event, "a boundary event must wait for something")


def check_catchers(scope: Scope) -> Iterator[Problem]:
    """Yield catchers that can never catch, because another one of the same place catches the same."""
    seen: dict[tuple[str, type, str | None], Event] = {}
    for event, place in _catchers(scope):
        definition = event.definition
        if not isinstance(definition, ErrorDefinition | EscalationDefinition):
            continue
        code = None if definition.code is None else definition.code.raw
        first = seen.setdefault((place, type(definition), code), event)
        if first is not event:
            yield breach("catcher", event, f"{shown(first.id)} in line {first.line} catches the same already")


def _catchers(scope: Scope) -> Iterator[tuple[Event, str]]:
    """Yield the boundary events with their hosts, and the triggers of the event sub-processes."""
    for node in scope.nodes.values():
        if event_of(node, EventKind.BOUNDARY):
            yield node, node.attached_to or ""
        elif is_event_sub_process(node):
            for inner in node.body.nodes.values():
                if event_of(inner, EventKind.START):
                    yield inner, ""


def check_starts(starts: Iterable[Event]) -> Iterator[Problem]:
    """Yield start events of a process that are started by the same: nobody could say which."""
    seen: dict[str | None, Event] = {}
    for event in starts:
        definition, name = event.definition, None
        if isinstance(definition, MessageDefinition):
            name = definition.message.name.raw
        elif definition is not None:
            continue
        first = seen.setdefault(name, event)
        if first is not event:
            what = "without a trigger" if name is None else f"by the message {shown(name)}"
            reason = f"the process has a start event {what} already: {shown(first.id)} in line {first.line}"
            yield breach("start", event, reason)
