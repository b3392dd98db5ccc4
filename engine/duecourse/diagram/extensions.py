"""What the documentation and the zeebe extensions of an element say."""

from collections.abc import Mapping as MappingOf

from duecourse.diagram import xml
from duecourse.diagram.elements import Assignment, Job, Publication, Schedule, Script
from duecourse.diagram.expressions import Mapping, Text
from duecourse.diagram.xml import Node


def extension(node: Node, name: str) -> Node | None:
    """Return the zeebe extension of a name, if the element has it."""
    holder = node.first("extensionElements")
    return None if holder is None else holder.first(name, xml.ZEEBE)


def value(node: Node | None, attribute: str) -> Text | None:
    """Return an attribute as an expression; None where it is missing or empty."""
    raw = None if node is None else node.get(attribute)
    if node is None or raw is None or not raw.strip():
        return None
    return Text.read(raw.strip(), node.line)


def name(node: Node | None, attribute: str) -> str | None:
    """Return an attribute that names something; None where it is missing or empty."""
    found = value(node, attribute)
    return None if found is None else found.raw


def documentation(node: Node) -> str:
    """Return what the ``documentation`` elements say, one after the other."""
    return "\n".join(xml.whole_text(each) for each in node.each("documentation"))


def properties(node: Node) -> MappingOf[str, str]:
    """Return the ``zeebe:properties`` by name."""
    holder = extension(node, "properties")
    if holder is None:
        return {}
    return {
        (each.get("name") or "").strip(): (each.get("value") or "").strip()
        for each in holder.each("property", xml.ZEEBE)
    }


def mappings(node: Node, kind: str) -> tuple[Mapping, ...]:
    """Return the input or output mappings."""
    holder = extension(node, "ioMapping")
    if holder is None:
        return ()
    return tuple(
        Mapping(value(each, "source") or Text("", each.line), name(each, "target") or "", each.line)
        for each in holder.each(kind, xml.ZEEBE)
    )


def form_id(node: Node) -> str | None:
    """Return the id of the form."""
    return name(extension(node, "formDefinition"), "formId")


def assignment(node: Node) -> Assignment | None:
    """Return who may work on a user task."""
    found = extension(node, "assignmentDefinition")
    if found is None:
        return None
    return Assignment(
        assignee=value(found, "assignee"),
        candidate_groups=value(found, "candidateGroups"),
        candidate_users=value(found, "candidateUsers"),
    )


def schedule(node: Node) -> Schedule | None:
    """Return when a user task should be done."""
    found = extension(node, "taskSchedule")
    if found is None:
        return None
    return Schedule(due_date=value(found, "dueDate"), follow_up_date=value(found, "followUpDate"))


def priority(node: Node) -> Text | None:
    """Return how urgent a user task is."""
    return value(extension(node, "priorityDefinition"), "priority")


def job(node: Node) -> Job | None:
    """Return the job of a program."""
    found = extension(node, "taskDefinition")
    type_ = value(found, "type")
    if type_ is None:
        return None
    return Job(type=type_, retries=value(found, "retries"), headers=headers(node))


def headers(node: Node) -> MappingOf[str, str]:
    """Return the ``zeebe:taskHeaders`` by key."""
    holder = extension(node, "taskHeaders")
    found = [] if holder is None else holder.each("header", xml.ZEEBE)
    return {each.get("key") or "": each.get("value") or "" for each in found}


def script(node: Node) -> Script | None:
    """Return the FEEL script."""
    found = extension(node, "script")
    raw = value(found, "expression")
    if found is None or raw is None:
        return None
    return Script(
        expression=Text.read(raw.raw, raw.line, always_feel=True),
        result_variable=name(found, "resultVariable") or "",
    )


def publication(node: Node) -> Publication | None:
    """Return how a thrown message is published."""
    found = extension(node, "publishMessage")
    if found is None:
        return None
    return Publication(
        correlation_key=value(found, "correlationKey"),
        message_id=value(found, "messageId"),
        time_to_live=value(found, "timeToLive"),
    )
