"""What is written twice, in the nodes and in the flows: both must say the same (BPMN 2.0, section 10.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from duecourse.diagram import xml
from duecourse.diagram.names import Names
from duecourse.diagram.report import Report
from duecourse.diagram.vocabulary import FLOW_NODES
from duecourse.diagram.xml import Node

_ENDS: Final[Mapping[str, str]] = {"incoming": "targetRef", "outgoing": "sourceRef"}


def check_references(process: Node, names: Names, report: Report) -> None:
    """Compare the ``incoming`` and ``outgoing`` of the nodes of a process with its sequence flows.

    A process may leave them all out, but not some: then one of the two has been forgotten.
    """
    nodes, flows = _parts(process)
    written = any(node.each(kind) for node in nodes for kind in _ENDS)
    for kind, attribute in _ENDS.items():
        ends = _ends(flows, attribute, names)
        for node in nodes:
            _compare(_Side(kind, ends.get(node.id or "", {}), written), node, names, report)


@dataclass(frozen=True)
class _Side:
    """The flows by id at one side of a node; ``written`` if they must be named there."""

    kind: str
    flows: Mapping[str, Node]
    written: bool


def _parts(process: Node) -> tuple[list[Node], list[Node]]:
    """Return the flow nodes and the sequence flows of a process, at any depth."""
    nodes: list[Node] = []
    flows: list[Node] = []
    pending = [process]
    while pending:
        for child in pending.pop().children:
            if child.is_bpmn("sequenceFlow"):
                flows.append(child)
            elif child.namespace == xml.BPMN and child.name in FLOW_NODES:
                nodes.append(child)
                pending.append(child)
    return nodes, flows


def _ends(flows: list[Node], attribute: str, names: Names) -> dict[str, dict[str, Node]]:
    found: dict[str, dict[str, Node]] = {}
    for flow in flows:
        node = names.local(flow, flow.get(attribute) or "")
        if node and flow.id:
            found.setdefault(node, {})[flow.id] = flow
    return found


def _compare(side: _Side, node: Node, names: Names, report: Report) -> None:
    named = set()
    for each in node.each(side.kind):
        name = names.local(each, xml.words(each)) or ""
        named.add(name)
        if name not in side.flows:
            reason = f"{side.kind} names {xml.shown(xml.words(each))}, which is no such flow of the element"
            report.refuse("flow-references", each, reason)
    if not side.written:
        return
    for name, flow in side.flows.items():
        if name not in named:
            reason = (
                f"the element does not name the sequence flow {xml.shown(name)} of line {flow.line} "
                f"as {side.kind}"
            )
            report.refuse("flow-references", node, reason)
