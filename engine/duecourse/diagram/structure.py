"""The rules of the standard that an executable process must keep."""

from collections.abc import Iterator

from duecourse.diagram.elements import (
    Activity,
    Event,
    EventKind,
    FlowNode,
    Gateway,
    GatewayKind,
    Process,
    Scope,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.diagram.events import MessageDefinition, TerminateDefinition, TimerDefinition
from duecourse.diagram.problems import Problem

_WAITING = (MessageDefinition, TimerDefinition)


def _wrong(rule: str, node: FlowNode, reason: str) -> Problem:
    return Problem(rule, node.line, node.id, reason)


def check_process(process: Process) -> Iterator[Problem]:
    """Yield what breaks a rule in a process."""
    if not process.body.nodes:
        yield Problem("empty", process.line, process.id, "the process holds nothing")
    starts = [node for node in process.body.nodes.values() if _is(node, EventKind.START)]
    if not starts and process.body.nodes:
        yield Problem("start", process.line, process.id, "the process has no start event")
    if sum(1 for node in starts if isinstance(node, Event) and node.definition is None) > 1:
        yield Problem("start", process.line, process.id, "the process has several none start events")
    yield from _check_scope(process.body, process)


def _is(node: FlowNode, kind: EventKind) -> bool:
    return isinstance(node, Event) and node.kind is kind


def _check_scope(scope: Scope, holder: Process | SubProcess) -> Iterator[Problem]:
    for flow in scope.flows.values():
        for end, name in (("sourceRef", flow.source), ("targetRef", flow.target)):
            if name and name not in scope.nodes:
                reason = f"{end} '{name}' is no flow node of the same process or sub-process"
                yield Problem("flow-ends", flow.line, flow.id, reason)
    for node in scope.nodes.values():
        yield from _check_node(scope, node, holder)
        if isinstance(node, SubProcess):
            yield from _check_sub_process(node)
            yield from _check_scope(node.body, node)


def _check_sub_process(node: SubProcess) -> Iterator[Problem]:
    starts = [
        each for each in node.body.nodes.values() if isinstance(each, Event) and each.kind is EventKind.START
    ]
    if len(starts) != 1:
        yield _wrong(
            "start", node, f"a sub-process needs exactly one start event; this one has {len(starts)}"
        )
        return
    [start] = starts
    if node.triggered_by_event:
        if start.definition is None:
            yield _wrong("start", start, "the start event of an event sub-process needs a trigger")
        if node.incoming or node.outgoing:
            yield _wrong("event-sub-process", node, "an event sub-process has no sequence flows")
        if node.loop is not None:
            yield _wrong("event-sub-process", node, "an event sub-process cannot be multi-instance")
    elif start.definition is not None:
        yield _wrong("start", start, "the start event of a sub-process has no trigger")


def _check_node(scope: Scope, node: FlowNode, holder: Process | SubProcess) -> Iterator[Problem]:
    if isinstance(node, Event):
        yield from _check_event(scope, node, holder)
    elif isinstance(node, Gateway):
        yield from _check_gateway(scope, node)
    elif isinstance(node, Task):
        yield from _check_task(node)
    if isinstance(node, Activity | Gateway):
        yield from _check_default(scope, node)
    if isinstance(node, Event) or (isinstance(node, Gateway) and node.kind in _UNCONDITIONAL):
        for flow in (scope.flows[name] for name in node.outgoing):
            if flow.condition is not None:
                reason = f"a sequence flow out of {node.kind.value} cannot have a condition"
                yield Problem("condition", flow.line, flow.id, reason)


_UNCONDITIONAL = frozenset({GatewayKind.PARALLEL, GatewayKind.EVENT_BASED})


def _check_default(scope: Scope, node: Activity | Gateway) -> Iterator[Problem]:
    if node.default is None:
        return
    if node.default not in node.outgoing:
        yield _wrong("default", node, f"the default flow '{node.default}' does not leave this element")
    elif scope.flows[node.default].condition is not None:
        yield _wrong("default", node, f"the default flow '{node.default}' has a condition")


def _check_event(scope: Scope, event: Event, holder: Process | SubProcess) -> Iterator[Problem]:
    if event.kind is EventKind.START:
        yield from _check_start(event, holder)
    elif event.kind is EventKind.END:
        if event.outgoing:
            yield _wrong("end", event, "an end event has no sequence flow out of it")
    elif event.kind is EventKind.BOUNDARY:
        yield from _check_boundary(scope, event)
    elif event.kind is EventKind.INTERMEDIATE_CATCH and event.definition is None:
        yield _wrong("event", event, "an intermediate catch event must wait for something")
    waits = event.kind in (EventKind.INTERMEDIATE_CATCH, EventKind.BOUNDARY)
    if waits or (event.kind is EventKind.START and isinstance(holder, SubProcess)):
        yield from _check_correlation(event, event.definition)


def _check_correlation(node: FlowNode, definition: object) -> Iterator[Problem]:
    if isinstance(definition, MessageDefinition) and definition.message.correlation_key is None:
        reason = (
            f"the message '{definition.message.name.raw}' needs a zeebe:subscription with a correlationKey"
        )
        yield _wrong("correlation", node, reason)


def _check_start(event: Event, holder: Process | SubProcess) -> Iterator[Problem]:
    if event.incoming:
        yield _wrong("start", event, "a start event has no sequence flow into it")
    if (
        isinstance(holder, Process)
        and event.definition is not None
        and not isinstance(event.definition, _WAITING)
    ):
        yield _wrong("start", event, "a process cannot be started by this event")


def _check_boundary(scope: Scope, event: Event) -> Iterator[Problem]:
    host = scope.nodes.get(event.attached_to or "")
    if not isinstance(host, Activity) or (isinstance(host, SubProcess) and host.triggered_by_event):
        yield _wrong("boundary", event, f"attachedToRef '{event.attached_to}' is no activity beside it")
    if event.incoming:
        yield _wrong("boundary", event, "a boundary event has no sequence flow into it")
    if event.definition is None or isinstance(event.definition, TerminateDefinition):
        yield _wrong("boundary", event, "a boundary event must wait for something")


def _check_gateway(scope: Scope, gateway: Gateway) -> Iterator[Problem]:
    if gateway.kind is not GatewayKind.EVENT_BASED:
        return
    if len(gateway.outgoing) < 2:
        yield _wrong("event-based", gateway, "an event-based gateway needs at least two events behind it")
    for name in gateway.outgoing:
        target = scope.nodes.get(scope.flows[name].target)
        if target is None:
            continue
        waits = _is(target, EventKind.INTERMEDIATE_CATCH) or (
            isinstance(target, Task) and target.kind is TaskKind.RECEIVE
        )
        if not waits:
            yield _wrong(
                "event-based", target, "only catch events and receive tasks may follow an event-based gateway"
            )
        elif len(target.incoming) > 1:
            yield _wrong(
                "event-based", target, "an event behind an event-based gateway has no other flow into it"
            )


def _check_task(task: Task) -> Iterator[Problem]:
    if task.kind is TaskKind.RECEIVE:
        if task.message is None:
            yield _wrong("task", task, "a receive task needs a message")
        yield from _check_correlation(task, task.message)
    elif task.kind is TaskKind.SCRIPT and task.script is None and task.job is None:
        yield _wrong("task", task, "a script task needs a zeebe:script in FEEL, or a zeebe:taskDefinition")
    elif task.kind is TaskKind.SEND and task.job is None and task.message is None:
        yield _wrong("task", task, "a send task needs a zeebe:taskDefinition, or a message")
    elif task.kind in (TaskKind.SERVICE, TaskKind.BUSINESS_RULE) and task.job is None:
        yield _wrong("task", task, f"a {task.kind.value} needs a zeebe:taskDefinition")
    if task.script is not None and not task.script.result_variable.isidentifier():
        yield _wrong("task", task, "a script needs a resultVariable that is a name")
