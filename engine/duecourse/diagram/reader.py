"""Reading a diagram: from the bytes of a BPMN file to the typed model, or to what is wrong with it."""

from lxml import etree

from duecourse.diagram import extensions, xml
from duecourse.diagram.building import Building, build_scope
from duecourse.diagram.checking import check
from duecourse.diagram.definitions import Declared, declared
from duecourse.diagram.elements import Definitions, Note, Process
from duecourse.diagram.lanes import read_lanes
from duecourse.diagram.problems import DiagramError, Problem
from duecourse.diagram.structure import check_process


def read(content: bytes, largest: int = xml.LARGEST) -> Definitions:
    """Read a diagram.

    Raises TooLarge beyond ``largest`` bytes, and DiagramError, with every problem that was found, for what
    is not XML, what is not executed, and what breaks a rule of the standard. Nothing is ignored silently:
    what is kept without meaning is in ``notes``.
    """
    root = xml.parse(content, largest)
    if root.tag != xml.bpmn("definitions"):
        reason = f"the file is no BPMN 2.0 diagram: its root is {root.tag}"
        raise DiagramError([Problem("root", xml.line_of(root), None, reason)])
    found = list(check(root))
    problems = [each for each in found if isinstance(each, Problem)]
    known = declared(root)
    processes = [_process(element, known, problems) for element in xml.children(root, "process")]
    if not any(process.executable for process in processes):
        reason = "the file holds no executable process" if processes else "the file holds no process"
        problems.append(Problem("no-process", xml.line_of(root), None, reason))
    if problems:
        raise DiagramError(problems)
    return Definitions(
        id=root.get("id", ""),
        target_namespace=root.get("targetNamespace", ""),
        processes={process.id: process for process in processes},
        messages=known.messages,
        notes=tuple(each for each in found if isinstance(each, Note)),
    )


def _process(element: etree._Element, known: Declared, problems: list[Problem]) -> Process:
    lanes, places = read_lanes(element, problems)
    building = Building(known, places)
    version = extensions.extension(element, "versionTag")
    process = Process(
        id=building.id_of(element),
        name=element.get("name", ""),
        line=xml.line_of(element),
        documentation="\n".join(xml.words(each) for each in xml.children(element, "documentation")),
        properties=extensions.properties(element),
        executable=xml.truth(element.get("isExecutable"), False),
        body=build_scope(building, element, None),
        lanes=lanes,
        version_tag=None if version is None else version.get("value"),
    )
    problems.extend(building.problems)
    if process.executable:
        problems.extend(check_process(process))
        problems.extend(_declared_flows(element))
    return process


def _declared_flows(process: etree._Element) -> list[Problem]:
    """Compare the ``incoming`` and ``outgoing`` children of the nodes with the sequence flows."""
    ends = {
        (flow.get("id"), kind): flow.get(attribute)
        for flow in process.iter(xml.bpmn("sequenceFlow"))
        for kind, attribute in (("incoming", "targetRef"), ("outgoing", "sourceRef"))
    }
    wrong = []
    for kind in ("incoming", "outgoing"):
        for each in process.iter(xml.bpmn(kind)):
            node = each.getparent()
            name = xml.words(each).rpartition(":")[2]
            if node is not None and ends.get((name, kind)) != node.get("id"):
                reason = f"{kind} names '{xml.words(each)}', which is no sequence flow that it has"
                wrong.append(Problem("flow-references", xml.line_of(each), node.get("id"), reason))
    return wrong
