"""Compiling a process of a diagram into the specs that run it."""

from collections.abc import Mapping

from duecourse.bpmn import compile_nodes
from duecourse.bpmn.formulas import optional
from duecourse.bpmn.library import Definition
from duecourse.bpmn.reachability import arrivals
from duecourse.bpmn.specs.events import ArmedSpec
from duecourse.bpmn.specs.node import Flow, Outline
from duecourse.bpmn.specs.process import ProcessSpec
from duecourse.bpmn.specs.scopes import ProcessNodeSpec, SubProcessSpec
from duecourse.diagram.elements import (
    Activity,
    Event,
    EventKind,
    FlowNode,
    Gateway,
    Process,
    Scope,
    SubProcess,
)


def compile_process(process: Process, forms: Mapping[str, int] | None = None) -> Definition:
    """Return the specs of a process that the reader has accepted.

    ``forms`` maps the form ids that user tasks name to the keys of the forms deployed for them. Raises
    FeelSyntaxError where an expression cannot be parsed; lint says so first, with the line.
    """
    spec = ProcessSpec(process.id)
    groups = {lane.id: _groups(lane.properties) for lane in process.lanes.values()}
    context = compile_nodes.Context(spec, groups, forms or {})
    root = ProcessNodeSpec(spec, Outline(id=process.id, type="process", name=process.name))
    spec.start = root
    root.starts = tuple(
        node.id
        for node in process.body.nodes.values()
        if isinstance(node, Event) and _is_start(node) and node.definition is None
    )
    root.scope_starts = _scope(context, process.body)
    return Definition(process, spec)


def _groups(properties: Mapping[str, str]) -> tuple[str, ...]:
    text = properties.get("duecourse:candidateGroup", "")
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _is_start(node: FlowNode) -> bool:
    return isinstance(node, Event) and node.kind is EventKind.START


def _scope(context: compile_nodes.Context, scope: Scope) -> tuple[ArmedSpec, ...]:
    """Compile what flows in a scope; return the triggers of its event sub-processes."""
    reach = arrivals(scope)
    triggers: list[ArmedSpec] = []
    for node in scope.nodes.values():
        spec = compile_nodes.compile_node(context, node, reach)
        if isinstance(node, SubProcess):
            triggers.extend(_sub_process(context, node))
        outer = context.process.task_specs.get(f"{node.id} multi-instance", spec)
        outer.flows = _flows(scope, node)
    for node in scope.nodes.values():
        if isinstance(node, Event) and node.kind is EventKind.BOUNDARY:
            _attach(context.process, node)
    return tuple(triggers)


def _sub_process(context: compile_nodes.Context, node: SubProcess) -> list[ArmedSpec]:
    inner = context.process.task_specs[node.id]
    assert isinstance(inner, SubProcessSpec)
    inner.scope_starts = _scope(context, node.body)
    starts = [each for each in node.body.nodes.values() if _is_start(each)]
    inner.starts = tuple(each.id for each in starts)
    if not node.triggered_by_event:
        return []
    return [compile_nodes.trigger(context, node, each) for each in starts if isinstance(each, Event)]


def _attach(process: ProcessSpec, node: Event) -> None:
    host = (
        process.task_specs.get(f"{node.attached_to} multi-instance") or process.task_specs[node.attached_to]
    )
    event = process.task_specs[node.id]
    host.boundary = (*host.boundary, event)


def _flows(scope: Scope, node: FlowNode) -> tuple[Flow, ...]:
    default = node.default if isinstance(node, Activity | Gateway) else None
    flows = []
    for each in (scope.flows[flow_id] for flow_id in node.outgoing):
        condition = optional(each.condition, f"the condition of sequence flow {each.id}")
        flows.append(Flow(each.id, _entry(scope, each.target), condition, each.id == default))
    return tuple(flows)


def _entry(scope: Scope, target: str) -> str:
    """Return the name of the spec that a flow leads to: the body, where the target is multi-instance."""
    node = scope.nodes[target]
    return f"{target} multi-instance" if isinstance(node, Activity) and node.loop is not None else target
