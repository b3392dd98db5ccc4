"""Pools, partners and the messages between them: drawn, not executed, but not saying what is not so.

BPMN 2.0, section 9.4.
"""

from collections.abc import Mapping
from typing import Final

from duecourse.diagram import xml
from duecourse.diagram.checking import executable
from duecourse.diagram.names import Names
from duecourse.diagram.report import Report
from duecourse.diagram.vocabulary import ACTIVITIES, BPMN_ELEMENTS
from duecourse.diagram.xml import Node

_ANY: Final = ACTIVITIES | {"participant"}
_SENDING: Final = frozenset({"endEvent", "intermediateThrowEvent"})
_RECEIVING: Final = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent"})


def check_collaborations(root: Node, names: Names, report: Report) -> None:
    """Report partners that are no pool, and message flows that lead nowhere or where no message goes."""
    for kind in ("partnerEntity", "partnerRole"):
        for partner in root.each(kind):
            for reference in partner.each("participantRef"):
                _check_partner(reference, names, report)
    for collaboration in root.each("collaboration"):
        pools = _pools(collaboration, names)
        for flow in collaboration.each("messageFlow"):
            _check_flow(flow, pools, names, report)


def _check_partner(reference: Node, names: Names, report: Report) -> None:
    found = names.find(reference, xml.words(reference))
    if found is None or found.name != "participant":
        reason = f"participantRef: {xml.shown(xml.words(reference))} is no participant"
        report.refuse("partner", reference, reason)


def _pools(collaboration: Node, names: Names) -> dict[str, Node]:
    """Return the participants by the ids of their processes."""
    found = {}
    for participant in collaboration.each("participant"):
        process = names.find(participant, participant.get("processRef") or "")
        if process is not None and process.id:
            found[process.id] = participant
    return found


def _check_flow(flow: Node, pools: Mapping[str, Node], names: Names, report: Report) -> None:
    owners = []
    for attribute, events in (("sourceRef", _SENDING), ("targetRef", _RECEIVING)):
        reference = flow.get(attribute) or ""
        found = names.find(flow, reference)
        if found is None:
            if reference.strip():  # a missing attribute has been refused already
                reason = f"{attribute}: there is no element {xml.shown(reference)}"
                report.refuse("message-flow", flow, reason)
            return
        owners.append(_owner(found, pools))
        if not _can_be_end(found, events):
            does = "sends" if attribute == "sourceRef" else "waits for"
            reason = f"{attribute}: the {found.name} {xml.shown(reference)} {does} no message"
            report.refuse("message-flow", flow, reason)
    if owners[0] is not None and owners[0] is owners[1]:
        report.refuse("message-flow", flow, "a message flow leads from one pool to another")


def _owner(node: Node, pools: Mapping[str, Node]) -> Node | None:
    """Return the pool that a node is or stands in; its process, if that is in no pool."""
    current: Node | None = node
    while current is not None and not current.is_bpmn("process"):
        if current.is_bpmn("participant"):
            return current
        current = current.parent
    return None if current is None else pools.get(current.id or "", current)


def _can_be_end(node: Node, events: frozenset[str]) -> bool:
    """Return whether a message flow may end at a node; of what is not executed, at any."""
    if node.name in _ANY or node.name not in BPMN_ELEMENTS or not _is_executed(node):
        return True
    return node.name in events and node.first("messageEventDefinition") is not None


def _is_executed(node: Node) -> bool:
    current: Node | None = node
    while current is not None and not current.is_bpmn("process"):
        current = current.parent
    return current is not None and executable(current)
