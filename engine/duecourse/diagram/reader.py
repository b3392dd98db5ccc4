"""Reading a diagram: from the bytes of a BPMN file to the typed model, or to what is wrong with it."""

from duecourse.diagram import extensions, xml
from duecourse.diagram.building import Building, build_scope
from duecourse.diagram.checking import check, executable
from duecourse.diagram.definitions import Known, known
from duecourse.diagram.elements import Definitions, Process, Scope
from duecourse.diagram.lanes import read_lanes
from duecourse.diagram.names import names
from duecourse.diagram.problems import DiagramError, Problem
from duecourse.diagram.report import Report
from duecourse.diagram.rules.collaborations import check_collaborations
from duecourse.diagram.rules.references import check_references
from duecourse.diagram.rules.scopes import check_process
from duecourse.diagram.xml import Node


def read(content: bytes, largest: int = xml.LARGEST) -> Definitions:
    """Read a diagram.

    Raises TooLarge beyond ``largest`` bytes, and DiagramError, with every problem that was found, for what
    is not XML, what is not executed, and what breaks a rule of the standard. Nothing is ignored silently:
    what is kept without meaning is in ``notes``.
    """
    root = xml.parse(content, largest)
    if not root.is_bpmn("definitions"):
        space = f" of {root.namespace}" if root.namespace else ""
        reason = f"the file is no BPMN 2.0 diagram: its root is {xml.shown(root.name + space)}"
        raise DiagramError([Problem("root", root.line, None, reason)])
    report = Report()
    ids = names(root, report)
    check(root, ids, report)
    declared = known(root, ids, report)
    processes = [_process(element, declared) for element in root.each("process")]
    check_collaborations(root, ids, report)
    if not any(process.executable for process in processes):
        reason = "no process of the file is executable" if processes else "the file holds no process"
        report.refuse("no-process", root, reason)
    if report.problems:
        raise DiagramError(report.problems)
    return Definitions(
        id=root.id or "",
        target_namespace=root.get("targetNamespace") or "",
        processes={process.id: process for process in processes},
        messages=declared.messages,
        notes=report.notes,
    )


def _process(element: Node, known: Known) -> Process:
    report = known.report
    if not element.id:
        report.refuse("id", element, "a process needs an id")
    if not executable(element):
        return Process(
            id=element.id or "",
            name=element.get("name") or "",
            line=element.line,
            executable=False,
            body=Scope(),
        )
    lanes = read_lanes(known, element)
    process = Process(
        id=element.id or "",
        name=element.get("name") or "",
        line=element.line,
        documentation=extensions.documentation(element),
        properties=extensions.properties(element),
        executable=True,
        body=build_scope(Building(known, lanes.places), element),
        lanes=lanes.lanes,
        version_tag=extensions.name(extensions.extension(element, "versionTag"), "value"),
    )
    for problem in check_process(process):
        if problem.element_id not in report.spoiled:
            report.add(problem)
    check_references(element, known.names, report)
    return process
