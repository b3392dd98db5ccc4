"""Lanes, and which of them each flow node is in."""

from lxml import etree

from duecourse.diagram import extensions, xml
from duecourse.diagram.checking import problem
from duecourse.diagram.elements import Lane
from duecourse.diagram.problems import Problem


def read_lanes(process: etree._Element, problems: list[Problem]) -> tuple[dict[str, Lane], dict[str, str]]:
    """Return the lanes of a process by id, and the innermost lane of each node that stands in one."""
    lanes: dict[str, Lane] = {}
    places: dict[str, str] = {}
    nodes = {each.get("id") for each in process.iter() if each.get("id") is not None}
    pending = [
        (lane, None) for holder in process.iter(xml.bpmn("laneSet")) for lane in xml.children(holder, "lane")
    ]
    queue: list[tuple[etree._Element, str | None]] = list(pending)
    while queue:
        element, parent = queue.pop(0)
        name = element.get("id", "")
        members = tuple(xml.words(each) for each in xml.children(element, "flowNodeRef"))
        lanes[name] = Lane(
            id=name,
            name=element.get("name", ""),
            line=xml.line_of(element),
            properties=extensions.properties(element),
            nodes=members,
            parent=parent,
        )
        for member in members:
            _place(element, member, name, parent, nodes, places, problems)
        for inner in xml.children(element, "childLaneSet"):
            queue.extend((lane, name) for lane in xml.children(inner, "lane"))
    return lanes, places


def _place(
    element: etree._Element,
    member: str,
    lane: str,
    parent: str | None,
    nodes: set[str | None],
    places: dict[str, str],
    problems: list[Problem],
) -> None:
    if member not in nodes:
        problems.append(problem("lane", element, f"the lane holds '{member}', which is not in the process"))
    elif places.get(member, parent) not in (parent, None):
        problems.append(problem("lane", element, f"'{member}' is in the lane '{places[member]}' too"))
    places[member] = lane
