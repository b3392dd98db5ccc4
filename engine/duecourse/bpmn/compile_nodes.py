"""Compiling single elements of a diagram."""

from collections.abc import Mapping
from dataclasses import dataclass

from duecourse.bpmn.catching import Awaited, MessageCatch, ThrownCatch, TimerCatch
from duecourse.bpmn.formulas import Formula, formula, optional
from duecourse.bpmn.reachability import Arrivals
from duecourse.bpmn.specs import activities, events, gateways, scopes
from duecourse.bpmn.specs.multi_instance import MultiInstanceSpec
from duecourse.bpmn.specs.node import Assignment, NodeSpec, Outline, Rule
from duecourse.bpmn.specs.process import ProcessSpec
from duecourse.bpmn.specs.throwing import ThrowSpec
from duecourse.diagram import events as definitions
from duecourse.diagram.elements import (
    Activity,
    CallActivity,
    Event,
    EventKind,
    FlowNode,
    Gateway,
    GatewayKind,
    Job,
    Publication,
    Schedule,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.diagram.elements import Assignment as WhoMay
from duecourse.diagram.expressions import Mapping as DrawnMapping
from duecourse.diagram.expressions import Text
from duecourse.history.effects import EffectType


@dataclass(frozen=True, slots=True)
class Context:
    """What an element needs to know of its surroundings: candidate groups by lane, keys by form id."""

    process: ProcessSpec
    groups: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, int]


def compile_node(context: Context, node: FlowNode, reach: Arrivals) -> NodeSpec:
    """Add the specs of an element to the process; return the one that stands for the element itself."""
    if isinstance(node, Activity):
        return _activity(context, node)
    if isinstance(node, Gateway):
        return _gateway(context, node, reach)
    assert isinstance(node, Event)
    return _event(context, node)


def _outline(node: FlowNode, type_: str) -> Outline:
    return Outline(
        id=node.id,
        type=type_,
        name=node.name,
        inputs=_mappings(node.inputs, f"input mapping of {node.id}"),
        outputs=_mappings(node.outputs, f"output mapping of {node.id}"),
        stage=node.properties.get("duecourse:stage"),
        rules=_rules(node),
        messages={
            name.removeprefix("duecourse:message:"): text
            for name, text in node.properties.items()
            if name.startswith("duecourse:message:")
        },
        unavailable=_unavailable(node),
    )


def _rules(node: FlowNode) -> tuple[Rule, ...]:
    """Compile the constraints of an element; they are FEEL, with or without the mark."""
    found = []
    for name, text in node.properties.items():
        _, _, code = name.partition("duecourse:constraint:")
        if code:
            condition = formula(
                Text.read(text, node.line, always_feel=True), f"constraint {code} of {node.id}"
            )
            found.append(Rule(code, condition))
    return tuple(found)


def _unavailable(node: FlowNode) -> Formula | None:
    text = node.properties.get("duecourse:unavailable")
    return None if text is None else formula(Text.read(text, node.line), f"unavailable of {node.id}")


def _mappings(drawn: tuple[DrawnMapping, ...], what: str) -> tuple[Assignment, ...]:
    return tuple(Assignment(each.target, formula(each.source, f"{what} to {each.target}")) for each in drawn)


# -- activities ------------------------------------------------------------------------------------------


def _activity(context: Context, node: Activity) -> NodeSpec:
    if isinstance(node, SubProcess):
        kind = "eventSubProcess" if node.triggered_by_event else "subProcess"
        outline = _outline(node, kind)
        spec: activities.ActivitySpec = scopes.SubProcessSpec(
            context.process, outline, triggered_by_event=node.triggered_by_event
        )
    elif isinstance(node, CallActivity):
        spec = scopes.CallSpec(
            context.process,
            _outline(node, "callActivity"),
            formula(node.process_id, f"called process of {node.id}"),
            pass_all=node.propagate_all_parent_variables,
            return_all=node.propagate_all_child_variables,
        )
    else:
        assert isinstance(node, Task)
        spec = _task(context, node)
    if node.loop is not None:
        _multi_instance(context, node, spec)
    return spec


def _multi_instance(context: Context, node: Activity, inner: activities.ActivitySpec) -> None:
    loop = node.loop
    assert loop is not None
    outline = Outline(id=node.id, type="multiInstanceBody", name=node.name)
    body = MultiInstanceSpec(context.process, outline, inner, sequential=loop.sequential)
    body.input_collection = optional(loop.input_collection, f"input collection of {node.id}")
    body.input_element = loop.input_element
    body.cardinality = optional(loop.cardinality, f"loop cardinality of {node.id}")
    body.output_collection = loop.output_collection
    body.output_element = optional(loop.output_element, f"output element of {node.id}")
    body.completion_condition = optional(loop.completion_condition, f"completion condition of {node.id}")
    inner.body = body


def _task(context: Context, node: Task) -> activities.ActivitySpec:
    outline = _outline(node, node.kind.value)
    if node.job is not None:
        return _job(context, outline, node.job)
    if node.script is not None:
        expression = formula(node.script.expression, f"script of {node.id}")
        return activities.ScriptSpec(context.process, outline, expression, node.script.result_variable)
    if node.kind is TaskKind.USER:
        return _user_task(context, outline, node)
    if node.kind is TaskKind.RECEIVE:
        assert node.message is not None
        return activities.ReceiveSpec(context.process, outline, _message(node.message))
    if node.kind is TaskKind.SEND:
        assert node.message is not None
        return activities.SendSpec(context.process, outline, _published(node.message, node.publication))
    return activities.ActivitySpec(context.process, outline)


def _job(context: Context, outline: Outline, job: Job) -> activities.JobSpec:
    type_ = formula(job.type, f"job type of {outline.id}")
    retries = optional(job.retries, f"retries of {outline.id}")
    return activities.JobSpec(context.process, outline, type_, retries, dict(job.headers))


def _user_task(context: Context, outline: Outline, node: Task) -> activities.UserTaskSpec:
    who, when = node.assignment or WhoMay(), node.schedule or Schedule()
    texts = {
        "assignee": who.assignee,
        "dueDate": when.due_date,
        "followUpDate": when.follow_up_date,
        "priority": node.priority,
    }
    lists = {
        "candidateGroups": who.candidate_groups,
        "candidateUsers": who.candidate_users,
    }
    form = None if node.form_id is None else context.forms.get(node.form_id)
    return activities.UserTaskSpec(
        context.process,
        outline,
        {name: formula(text, f"{name} of {node.id}") for name, text in texts.items() if text is not None},
        {name: formula(text, f"{name} of {node.id}") for name, text in lists.items() if text is not None},
        context.groups.get(node.lane or "", ()),
        form,
    )


# -- gateways --------------------------------------------------------------------------------------------


def _gateway(context: Context, node: Gateway, reach: Arrivals) -> NodeSpec:
    outline = _outline(node, node.kind.value)
    if node.kind is GatewayKind.EXCLUSIVE:
        return gateways.ExclusiveSpec(context.process, outline)
    if node.kind is GatewayKind.PARALLEL:
        return gateways.ParallelSpec(context.process, outline, node.incoming)
    if node.kind is GatewayKind.INCLUSIVE:
        return gateways.InclusiveSpec(context.process, outline, node.incoming, reach.get(node.id, {}))
    return gateways.EventBasedSpec(context.process, outline)


# -- events ----------------------------------------------------------------------------------------------


def _event(context: Context, node: Event) -> NodeSpec:
    outline = _outline(node, node.kind.value)
    if node.kind is EventKind.START:
        return NodeSpec(context.process, outline)
    if node.kind is EventKind.BOUNDARY:
        return events.BoundarySpec(context.process, outline, _caught(node), interrupting=node.interrupting)
    if node.kind is EventKind.INTERMEDIATE_CATCH:
        caught = _caught(node)
        assert isinstance(caught, TimerCatch | MessageCatch)
        return events.CatchSpec(context.process, outline, caught)
    return _thrown(context, outline, node)


def _thrown(context: Context, outline: Outline, node: Event) -> NodeSpec:
    definition = node.definition
    if node.job is not None:
        return _job(context, outline, node.job)
    if isinstance(definition, definitions.MessageDefinition):
        return events.MessageThrowSpec(context.process, outline, _published(definition, node.publication))
    if isinstance(definition, definitions.ErrorDefinition):
        return ThrowSpec(context.process, outline, EffectType.ERROR_THROWN, _code(definition, node.id))
    if isinstance(definition, definitions.EscalationDefinition):
        return ThrowSpec(context.process, outline, EffectType.ESCALATION_THROWN, _code(definition, node.id))
    if isinstance(definition, definitions.TerminateDefinition):
        return events.TerminateEndSpec(context.process, outline)
    return NodeSpec(context.process, outline)


def trigger(context: Context, sub_process: SubProcess, start: Event) -> events.ScopeStartSpec:
    """Add the trigger of an event sub-process."""
    outline = Outline(id=start.id, type=start.kind.value, name=start.name)
    return events.ScopeStartSpec(
        context.process,
        outline,
        _caught(start),
        interrupting=start.interrupting,
        sub_process=sub_process.id,
    )


def _caught(node: Event) -> Awaited | ThrownCatch:
    definition = node.definition
    if isinstance(definition, definitions.TimerDefinition):
        text = formula(definition.value, f"timer of {node.id}")
        return TimerCatch(definition.kind, text, "duecourse:deadline" in node.properties)
    if isinstance(definition, definitions.MessageDefinition):
        return _message(definition)
    if isinstance(definition, definitions.ErrorDefinition):
        return ThrownCatch(EffectType.ERROR_THROWN, definition.code.raw if definition.code else None)
    assert isinstance(definition, definitions.EscalationDefinition)
    return ThrownCatch(EffectType.ESCALATION_THROWN, definition.code.raw if definition.code else None)


def _message(definition: definitions.MessageDefinition) -> MessageCatch:
    message = definition.message
    name = formula(message.name, f"name of message {message.id}")
    return MessageCatch(name, optional(message.correlation_key, f"correlation key of message {message.id}"))


def _published(definition: definitions.MessageDefinition, drawn: Publication | None) -> dict[str, Formula]:
    message, publication = definition.message, drawn or Publication()
    parts = {
        "name": message.name,
        "correlationKey": publication.correlation_key or message.correlation_key,
        "messageId": publication.message_id,
        "timeToLive": publication.time_to_live,
    }
    return {
        key: formula(text, f"{key} of message {message.id}")
        for key, text in parts.items()
        if text is not None
    }


def _code(
    definition: definitions.ErrorDefinition | definitions.EscalationDefinition, element: str
) -> Formula:
    assert definition.code is not None
    return formula(definition.code, f"code thrown by {element}")
