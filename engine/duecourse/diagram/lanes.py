"""Lanes, and which of them each flow node is in."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from duecourse.diagram import extensions, xml
from duecourse.diagram.definitions import Known
from duecourse.diagram.elements import Lane
from duecourse.diagram.vocabulary import FLOW_NODES
from duecourse.diagram.xml import Node


@dataclass(frozen=True)
class Lanes:
    """The lanes of a process by id, and the innermost lane of each node that stands in one."""

    lanes: dict[str, Lane] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def read_lanes(known: Known, process: Node) -> Lanes:
    """Read the lanes of a process, outer ones first; report nodes that are not there or in two lanes."""
    inside = _inside(process)
    result = Lanes()
    pending = deque(_Drawn(lane) for lane in inside.outer)
    while pending:
        drawn = pending.popleft()
        node = drawn.node
        if not node.id:
            known.report.refuse("lane", node, "a lane needs an id")
            continue
        members = tuple(_members(known, node, inside.ids))
        result.lanes[node.id] = Lane(
            id=node.id,
            name=node.get("name") or "",
            line=node.line,
            documentation=extensions.documentation(node),
            properties=extensions.properties(node),
            nodes=members,
            parent=drawn.parent,
        )
        for member in members:
            before = result.places.get(member, node.id)
            if before != node.id and before not in drawn.around:
                reason = f"{xml.shown(member)} is in the lane {xml.shown(before)} too"
                known.report.refuse("lane", node, reason)
            result.places[member] = node.id
        around = drawn.around | {node.id}
        for inner in node.each("childLaneSet"):
            pending.extend(_Drawn(lane, node.id, around) for lane in inner.each("lane"))
    return result


@dataclass(frozen=True)
class _Drawn:
    """A lane as drawn: the lane that holds it, and all that are around it."""

    node: Node
    parent: str | None = None
    around: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Inside:
    """What stands in a process: the outermost lanes, and the ids of its flow nodes, at any depth."""

    outer: list[Node] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


def _inside(process: Node) -> _Inside:
    found = _Inside()
    pending = [process]
    while pending:
        holder = pending.pop()
        for child in holder.children:
            if child.namespace != xml.BPMN:
                continue
            if child.name == "laneSet":
                found.outer.extend(child.each("lane"))
            elif child.name in FLOW_NODES:
                found.ids.add(child.id or "")
                pending.append(child)
    return found


def _members(known: Known, lane: Node, ids: set[str]) -> Iterator[str]:
    for each in lane.each("flowNodeRef"):
        name = known.names.local(each, xml.words(each))
        if name and name in ids:
            yield name
        else:
            reason = f"the lane holds {xml.shown(xml.words(each))}, which is no flow node of its process"
            known.report.refuse("lane", each, reason)
