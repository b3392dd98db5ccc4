"""Building the typed model from elements that have been checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from duecourse.diagram import extensions, xml
from duecourse.diagram.activities import build_call, build_task, loop
from duecourse.diagram.definitions import Known, event_definition
from duecourse.diagram.elements import (
    Event,
    EventKind,
    FlowNode,
    Gateway,
    GatewayKind,
    Publication,
    Scope,
    SequenceFlow,
    SubProcess,
    TaskKind,
)
from duecourse.diagram.expressions import Text
from duecourse.diagram.vocabulary import BPMN_ELEMENTS, FLOW_NODES
from duecourse.diagram.xml import Node

DEEPEST: Final = 50


@dataclass
class Building:
    """What building needs at hand: what the file declares, and the lane of each node."""

    known: Known
    lanes: Mapping[str, str]
    unnamed: int = 0

    def refuse(self, rule: str, node: Node, reason: str) -> None:
        """Report a problem of an element."""
        self.known.report.refuse(rule, node, reason)

    def id_of(self, node: Node) -> str:
        """Return the id of an element; one without an id gets a name by its place in the file.

        No id can be the same, for there is a space in the name.
        """
        if node.id:
            return node.id
        self.unnamed += 1
        return f"{node.name} {self.unnamed}"


def build_scope(building: Building, holder: Node, lane: str | None = None, depth: int = 0) -> Scope:
    """Build what flows in a process or sub-process."""
    nodes: dict[str, FlowNode] = {}
    flows: dict[str, SequenceFlow] = {}
    if depth > DEEPEST:
        building.refuse("depth", holder, f"sub-processes stand inside each other more than {DEEPEST} deep")
        building.known.report.spoil(holder)
        return Scope()
    for element in holder.children:
        if element.namespace != xml.BPMN:
            continue
        if element.name == "sequenceFlow":
            flow = _flow(building, holder, element)
            flows[flow.id] = flow
        elif element.name == "subProcess":
            sub_process = _sub_process(building, element, lane, depth)
            nodes[sub_process.id] = sub_process
        elif element.name in _BUILDERS:
            node = _BUILDERS[element.name](building.known, element, _common(building, element, lane))
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


def _flow(building: Building, holder: Node, element: Node) -> SequenceFlow:
    drawn = element.first("conditionExpression")
    condition = None
    if drawn is not None:
        condition = Text.read(xml.words(drawn), drawn.line, always_feel=True)
    return SequenceFlow(
        id=building.id_of(element),
        name=element.get("name") or "",
        line=element.line,
        documentation=extensions.documentation(element),
        properties=extensions.properties(element),
        source=_end(building, holder, element, "sourceRef"),
        target=_end(building, holder, element, "targetRef"),
        condition=condition,
    )


def _end(building: Building, holder: Node, flow: Node, attribute: str) -> str:
    """Return the id of the node at an end of a sequence flow, which must be in the same scope."""
    reference = (flow.get(attribute) or "").strip()
    found = building.known.names.find(flow, reference)
    # A missing attribute, and an element that is not executed, have been refused already.
    if not reference or (found is not None and found.name not in BPMN_ELEMENTS):
        return ""
    if found is None:
        reason = f"there is no element {xml.shown(reference)}"
    elif found.name not in FLOW_NODES:
        reason = f"{xml.shown(reference)} is the {found.name} of line {found.line}, which is no flow node"
    elif found.parent is not holder:
        reason = f"{xml.shown(reference)} is not in the same process or sub-process as the sequence flow"
    else:
        return found.id or ""
    building.refuse("flow-ends", flow, f"{attribute}: {reason}")
    return ""


def _common(building: Building, element: Node, lane: str | None) -> dict[str, Any]:
    name = building.id_of(element)
    return {
        "id": name,
        "name": element.get("name") or "",
        "line": element.line,
        "documentation": extensions.documentation(element),
        "properties": extensions.properties(element),
        "lane": building.lanes.get(name, lane),
        "inputs": extensions.mappings(element, "input"),
        "outputs": extensions.mappings(element, "output"),
    }


def _event(known: Known, element: Node, common: dict[str, Any]) -> FlowNode:
    kind = EventKind(element.name)
    flag = "cancelActivity" if kind is EventKind.BOUNDARY else "isInterrupting"
    attached = extensions.name(element, "attachedToRef")
    definition, job = event_definition(known, element), extensions.job(element)
    if job is not None and definition is None and element.first("messageEventDefinition") is None:
        reason = "zeebe:taskDefinition has no meaning in an event that sends no message"
        known.report.refuse("extension", element, reason)
    return Event(
        **common,
        kind=kind,
        definition=definition,
        interrupting=xml.truth(element.get(flag), True),
        attached_to=known.names.local(element, attached) or attached,
        form_id=extensions.form_id(element),
        job=job,
        publication=_publication(known, element),
    )


def _publication(known: Known, element: Node) -> Publication | None:
    definition = element.first("messageEventDefinition")
    inner = None if definition is None else extensions.publication(definition)
    outer = extensions.publication(element)
    if inner is not None and outer is not None:
        known.report.refuse("twice", element, f"{element.name} has a second zeebe:publishMessage")
    return outer or inner


def _sub_process(building: Building, element: Node, lane: str | None, depth: int) -> FlowNode:
    common = _common(building, element, lane)
    return SubProcess(
        **common,
        loop=loop(element, building.known.report),
        default=extensions.name(element, "default"),
        triggered_by_event=xml.truth(element.get("triggeredByEvent"), False),
        body=build_scope(building, element, common["lane"], depth + 1),
    )


def _gateway(known: Known, element: Node, common: dict[str, Any]) -> FlowNode:
    return Gateway(
        **common,
        kind=GatewayKind(element.name),
        default=extensions.name(element, "default"),
        direction=(element.get("gatewayDirection") or "Unspecified").strip(),
    )


_Builder = Callable[[Known, Node, dict[str, Any]], FlowNode]

_BUILDERS: Final[Mapping[str, _Builder]] = {
    **{kind.value: _event for kind in EventKind},
    **{kind.value: build_task for kind in TaskKind},
    **{kind.value: _gateway for kind in GatewayKind},
    "callActivity": build_call,
}
