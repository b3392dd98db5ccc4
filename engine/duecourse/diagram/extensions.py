"""What the zeebe extensions of an element say."""

from collections.abc import Mapping as MappingOf

from lxml import etree

from duecourse.diagram import xml
from duecourse.diagram.elements import (
    Assignment,
    Job,
    Publication,
    Schedule,
    Script,
)
from duecourse.diagram.expressions import Mapping, Text


def extension(element: etree._Element, name: str) -> etree._Element | None:
    """Return the zeebe extension of a name, if the element has it."""
    holder = element.find(xml.bpmn("extensionElements"))
    return None if holder is None else holder.find(xml.zeebe(name))


def value(element: etree._Element | None, attribute: str) -> Text | None:
    """Return an attribute as an expression; None where it is missing or empty."""
    raw = None if element is None else element.get(attribute)
    if element is None or raw is None or not raw.strip():
        return None
    return Text.read(raw, xml.line_of(element))


def properties(element: etree._Element) -> MappingOf[str, str]:
    """Return the ``zeebe:properties`` by name."""
    holder = extension(element, "properties")
    if holder is None:
        return {}
    return {each.get("name", ""): each.get("value", "") for each in holder.findall(xml.zeebe("property"))}


def mappings(element: etree._Element, name: str) -> tuple[Mapping, ...]:
    """Return the input or output mappings."""
    holder = extension(element, "ioMapping")
    if holder is None:
        return ()
    return tuple(
        Mapping(
            Text.read(each.get("source", ""), xml.line_of(each)), each.get("target", ""), xml.line_of(each)
        )
        for each in holder.findall(xml.zeebe(name))
    )


def form_id(element: etree._Element) -> str | None:
    """Return the id of the form."""
    found = extension(element, "formDefinition")
    return None if found is None else found.get("formId")


def assignment(element: etree._Element) -> Assignment | None:
    """Return who may work on a user task."""
    found = extension(element, "assignmentDefinition")
    if found is None:
        return None
    return Assignment(
        assignee=value(found, "assignee"),
        candidate_groups=value(found, "candidateGroups"),
        candidate_users=value(found, "candidateUsers"),
    )


def schedule(element: etree._Element) -> Schedule | None:
    """Return when a user task should be done."""
    found = extension(element, "taskSchedule")
    if found is None:
        return None
    return Schedule(due_date=value(found, "dueDate"), follow_up_date=value(found, "followUpDate"))


def job(element: etree._Element) -> Job | None:
    """Return the job of a program."""
    found = extension(element, "taskDefinition")
    type_ = value(found, "type")
    if type_ is None:
        return None
    holder = extension(element, "taskHeaders")
    headers = [] if holder is None else holder.findall(xml.zeebe("header"))
    return Job(
        type=type_,
        retries=value(found, "retries"),
        headers={each.get("key", ""): each.get("value", "") for each in headers},
    )


def script(element: etree._Element) -> Script | None:
    """Return the FEEL script."""
    found = extension(element, "script")
    raw = None if found is None else found.get("expression")
    if found is None or raw is None:
        return None
    return Script(
        expression=Text.read(raw, xml.line_of(found), always_feel=True),
        result_variable=found.get("resultVariable", ""),
    )


def publication(element: etree._Element) -> Publication | None:
    """Return how a thrown message is published."""
    found = extension(element, "publishMessage")
    if found is None:
        return None
    return Publication(
        correlation_key=value(found, "correlationKey"),
        message_id=value(found, "messageId"),
        time_to_live=value(found, "timeToLive"),
    )
