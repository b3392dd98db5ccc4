"""Refusing what is not understood, before anything is read from it."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from duecourse.diagram import xml
from duecourse.diagram.elements import Note
from duecourse.diagram.problems import Problem
from duecourse.diagram.vocabulary import BPMN_ELEMENTS, FIXED_VALUES, ZEEBE_ELEMENTS

_MODELER: Final = "http://camunda.org/schema/modeler/1.0"


def element_of(element: etree._Element) -> str | None:
    """Return the id of an element, or of the nearest one around it that has an id."""
    current: etree._Element | None = element
    while current is not None:
        found = current.get("id")
        if found:
            return found
        current = current.getparent()
    return None


def problem(rule: str, element: etree._Element, reason: str) -> Problem:
    """Return a problem of an element."""
    return Problem(rule, xml.line_of(element), element_of(element), reason)


def check(root: etree._Element) -> Iterator[Problem | Note]:
    """Yield every element and attribute that is not understood, and notes on what is kept without meaning."""
    seen: dict[str, int] = {}
    pending = [root]
    while pending:
        element = pending.pop()
        space = xml.namespace(element)
        if space == xml.BPMN:
            yield from _check_bpmn(element, seen)
        elif space == xml.ZEEBE:
            yield from _check_zeebe(element)
        else:
            if space not in xml.DRAWN:
                yield Note(
                    xml.line_of(element), element_of(element), f"{element.tag!s} is kept, but has no meaning"
                )
            continue
        pending.extend(reversed(element))


def _check_bpmn(element: etree._Element, seen: dict[str, int]) -> Iterator[Problem | Note]:
    name = xml.local(element)
    if name not in BPMN_ELEMENTS:
        yield problem("element", element, f"{name} is not executed")
        return
    attributes, allowed = BPMN_ELEMENTS[name]
    own_id = element.get("id")
    if own_id is not None:
        if own_id in seen:
            yield problem("duplicate-id", element, f"the id '{own_id}' stands in line {seen[own_id]} too")
        seen.setdefault(own_id, xml.line_of(element))
    yield from _check_attributes(element, attributes)
    for child in element:
        if xml.namespace(child) != xml.BPMN:
            continue
        if xml.local(child) in BPMN_ELEMENTS and xml.local(child) not in allowed.split():
            yield problem("placement", child, f"{xml.local(child)} has no meaning in {name}")


def _check_attributes(element: etree._Element, allowed: str) -> Iterator[Problem | Note]:
    for key, value in ((str(name), str(value)) for name, value in element.attrib.items()):
        attribute = etree.QName(key)
        name = attribute.localname
        if attribute.namespace in (None, ""):
            if name not in allowed.split():
                yield problem(
                    "attribute", element, f"the attribute {name} of {xml.local(element)} is not executed"
                )
            elif name in FIXED_VALUES and value.strip() not in FIXED_VALUES[name]:
                yield problem(
                    "attribute", element, f'{name}="{value}" of {xml.local(element)} is not executed'
                )
        elif attribute.namespace == xml.ZEEBE:
            yield problem("attribute", element, f"the attribute zeebe:{name} is not executed")
        elif attribute.namespace not in (xml.XSI, _MODELER):
            yield Note(
                xml.line_of(element),
                element_of(element),
                f"the attribute {key!s} is kept, but has no meaning",
            )


def _check_zeebe(element: etree._Element) -> Iterator[Problem | Note]:
    name = xml.local(element)
    if name not in ZEEBE_ELEMENTS:
        yield problem("extension", element, f"zeebe:{name} is not executed")
        return
    attributes, allowed = ZEEBE_ELEMENTS[name]
    yield from _check_attributes(element, attributes)
    for child in element:
        if xml.local(child) not in allowed.split():
            yield problem("extension", child, f"{xml.local(child)} has no meaning in zeebe:{name}")
