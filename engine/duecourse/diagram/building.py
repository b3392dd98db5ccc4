"""Building the typed model from elements that have been checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from duecourse.diagram import extensions, xml
from duecourse.diagram.checking import problem
from duecourse.diagram.definitions import Declared, event_definition, message_of
from duecourse.diagram.elements import (
    CallActivity,
    Event,
    EventKind,
    FlowNode,
    Gateway,
    GatewayKind,
    MultiInstance,
    Scope,
    SequenceFlow,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.diagram.expressions import Text
from duecourse.diagram.problems import Problem


@dataclass
class Building:
    """What building needs at hand: what the file declares, the lane of each node, and the problems found."""

    declared: Declared
    lanes: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    unnamed: int = 0

    def refuse(self, rule: str, element: etree._Element, reason: str) -> None:
        """Note a problem of an element."""
        self.problems.append(problem(rule, element, reason))

    def id_of(self, element: etree._Element) -> str:
        """Return the id of an element; one without an id gets a name by its place in the file."""
        found = element.get("id")
        if found is not None:
            return found
        self.unnamed += 1
        return f"{xml.local(element)} {self.unnamed}"


def build_scope(building: Building, holder: etree._Element, lane: str | None) -> Scope:
    """Build what flows in a process or sub-process."""
    nodes: dict[str, FlowNode] = {}
    flows: dict[str, SequenceFlow] = {}
    for element in holder:
        if xml.namespace(element) != xml.BPMN:
            continue
        kind = xml.local(element)
        if kind == "sequenceFlow":
            flow = _flow(building, element)
            flows[flow.id] = flow
        elif kind in _BUILDERS:
            node = _BUILDERS[kind](building, element, lane)
            nodes[node.id] = node
    return Scope(nodes=_connected(nodes, flows), flows=flows)


def _connected(nodes: dict[str, FlowNode], flows: dict[str, SequenceFlow]) -> dict[str, FlowNode]:
    """Enter into each node the flows into and out of it, in document order."""
    incoming: dict[str, list[str]] = {}
    outgoing: dict[str, list[str]] = {}
    for flow in flows.values():
        incoming.setdefault(flow.target, []).append(flow.id)
        outgoing.setdefault(flow.source, []).append(flow.id)
    for name, node in nodes.items():
        # The model is frozen for its readers; here it is still being made.
        object.__setattr__(node, "incoming", tuple(incoming.get(name, ())))
        object.__setattr__(node, "outgoing", tuple(outgoing.get(name, ())))
    return nodes


def _flow(building: Building, element: etree._Element) -> SequenceFlow:
    drawn = element.find(xml.bpmn("conditionExpression"))
    condition = None
    if drawn is not None:
        condition = Text.read(xml.words(drawn), xml.line_of(drawn), always_feel=True)
    for end in ("sourceRef", "targetRef"):
        if not element.get(end):
            building.refuse("flow-ends", element, f"the sequence flow has no {end}")
    return SequenceFlow(
        id=building.id_of(element),
        name=element.get("name", ""),
        line=xml.line_of(element),
        properties=extensions.properties(element),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        condition=condition,
    )


def _common(building: Building, element: etree._Element, lane: str | None) -> dict[str, Any]:
    name = building.id_of(element)
    return {
        "id": name,
        "name": element.get("name", ""),
        "line": xml.line_of(element),
        "documentation": "\n".join(xml.words(each) for each in xml.children(element, "documentation")),
        "properties": extensions.properties(element),
        "lane": building.lanes.get(name, lane),
        "inputs": extensions.mappings(element, "input"),
        "outputs": extensions.mappings(element, "output"),
    }


def _event(building: Building, element: etree._Element, lane: str | None) -> FlowNode:
    kind = EventKind(xml.local(element))
    flag = "cancelActivity" if kind is EventKind.BOUNDARY else "isInterrupting"
    return Event(
        **_common(building, element, lane),
        kind=kind,
        definition=event_definition(building.declared, element, building.refuse),
        interrupting=xml.truth(element.get(flag), True),
        attached_to=element.get("attachedToRef"),
        form_id=extensions.form_id(element),
        job=extensions.job(element),
        publication=_publication(element),
    )


def _publication(element: etree._Element) -> Any:
    found = element.find(xml.bpmn("messageEventDefinition"))
    return extensions.publication(element) or (None if found is None else extensions.publication(found))


def _task(building: Building, element: etree._Element, lane: str | None) -> FlowNode:
    return Task(
        **_common(building, element, lane),
        kind=TaskKind(xml.local(element)),
        loop=_loop(building, element),
        default=element.get("default"),
        form_id=extensions.form_id(element),
        assignment=extensions.assignment(element),
        schedule=extensions.schedule(element),
        priority=extensions.value(extensions.extension(element, "priorityDefinition"), "priority"),
        script=extensions.script(element),
        job=extensions.job(element),
        message=message_of(building.declared, element, building.refuse),
        publication=extensions.publication(element),
    )


def _loop(building: Building, element: etree._Element) -> MultiInstance | None:
    drawn = element.find(xml.bpmn("multiInstanceLoopCharacteristics"))
    if drawn is None:
        return None
    extension = extensions.extension(drawn, "loopCharacteristics")
    cardinality = drawn.find(xml.bpmn("loopCardinality"))
    condition = drawn.find(xml.bpmn("completionCondition"))
    collection = extensions.value(extension, "inputCollection")
    if collection is None and not xml.words(cardinality):
        building.refuse("loop", drawn, "multi-instance needs an inputCollection or a loopCardinality")
    return MultiInstance(
        sequential=xml.truth(drawn.get("isSequential"), False),
        input_collection=collection,
        input_element=None if extension is None else extension.get("inputElement"),
        output_collection=None if extension is None else extension.get("outputCollection"),
        output_element=extensions.value(extension, "outputElement"),
        cardinality=_feel(cardinality),
        completion_condition=_feel(condition),
        line=xml.line_of(drawn),
    )


def _feel(element: etree._Element | None) -> Text | None:
    text = xml.words(element)
    return None if element is None or not text else Text.read(text, xml.line_of(element), always_feel=True)


def _sub_process(building: Building, element: etree._Element, lane: str | None) -> FlowNode:
    common = _common(building, element, lane)
    return SubProcess(
        **common,
        loop=_loop(building, element),
        default=element.get("default"),
        triggered_by_event=xml.truth(element.get("triggeredByEvent"), False),
        body=build_scope(building, element, common["lane"]),
    )


def _call(building: Building, element: etree._Element, lane: str | None) -> FlowNode:
    called = extensions.extension(element, "calledElement")
    process_id = extensions.value(called, "processId") or extensions.value(element, "calledElement")
    if process_id is None:
        building.refuse("called-element", element, "the call activity does not say which process it calls")
        process_id = Text("", xml.line_of(element))
    parent, child = "propagateAllParentVariables", "propagateAllChildVariables"
    return CallActivity(
        **_common(building, element, lane),
        loop=_loop(building, element),
        default=element.get("default"),
        process_id=process_id,
        propagate_all_parent_variables=xml.truth(None if called is None else called.get(parent), True),
        propagate_all_child_variables=xml.truth(None if called is None else called.get(child), True),
    )


def _gateway(building: Building, element: etree._Element, lane: str | None) -> FlowNode:
    return Gateway(
        **_common(building, element, lane),
        kind=GatewayKind(xml.local(element)),
        default=element.get("default"),
    )


_Builder = Callable[[Building, etree._Element, str | None], FlowNode]

_BUILDERS: Final[Mapping[str, _Builder]] = {
    **{kind.value: _event for kind in EventKind},
    **{kind.value: _task for kind in TaskKind},
    **{kind.value: _gateway for kind in GatewayKind},
    "subProcess": _sub_process,
    "callActivity": _call,
}
