"""What is understood is part of the standard; all the rest of the standard is refused."""

import re
from collections.abc import Iterator

import pytest
from lxml import etree

from duecourse.diagram.extension_vocabulary import ZEEBE_ELEMENTS
from duecourse.diagram.reader import read
from duecourse.diagram.vocabulary import BPMN_ELEMENTS, EXPRESSIONS, NOTED_ELEMENTS
from tests.diagram.breaking import COMPLETE, refused
from tests.diagram.standard import folder, standard

STANDARD = standard()
# The schema lacks what Definitions, a BaseElement, has by the text of the standard (section 8.1.1), and the
# modelling tools write it.
BESIDE_THE_SCHEMA = {"definitions": {"documentation", "extensionElements"}}


def attributes_of(name: str) -> frozenset[str]:
    """Return the attributes that the standard gives an element; an expression must be a formal one."""
    return STANDARD.attributes["formalExpression" if name in EXPRESSIONS else name]


def other_attributes() -> Iterator[tuple[str, str]]:
    """Yield the attributes of the standard that are not understood, each with its element."""
    for name, (understood, _) in BPMN_ELEMENTS.items():
        for attribute in sorted(attributes_of(name) - set(understood.split())):
            yield name, attribute


def other_children() -> Iterator[tuple[str, str]]:
    """Yield the children of the standard that are not understood, each with its element."""
    for name, (_, understood) in BPMN_ELEMENTS.items():
        if name not in NOTED_ELEMENTS:
            for child in sorted(STANDARD.children[name] - set(understood.split())):
                yield name, child


def within(name: str, attribute: str = "", child: str = "") -> str:
    """Return the complete file with an attribute or a child in the first element of a name."""
    found = first(name)
    tag = f"<bpmn:{name} {attribute} {found[1]}"
    inside = f"<bpmn:{child} />" if child else ""
    new = f"{tag}>{inside}</bpmn:{name}>" if "/" in found[2] else f"{tag}>{inside}"
    return COMPLETE[: found.start()] + new + COMPLETE[found.end() :]


def first(name: str) -> re.Match[str]:
    """Return the first tag of a name: its attributes, and whether it ends the element."""
    found = re.search(rf"<bpmn:{name}(?=[\s/>])([^>]*?)(\s*/?)>", COMPLETE)
    assert found, f"there is no {name} in the complete file"
    return found


def unwritten() -> Iterator[tuple[str, str]]:
    """Yield the attributes that are understood and not in the first element of the name."""
    for name, (understood, _) in BPMN_ELEMENTS.items():
        for attribute in understood.split():
            if not re.search(rf"\s{attribute}=", first(name)[1]):
                yield name, attribute


def test_what_is_understood_is_in_the_standard() -> None:
    for name, (attributes, children) in BPMN_ELEMENTS.items():
        assert set(attributes.split()) <= attributes_of(name), name
        assert set(children.split()) <= STANDARD.children[name] | BESIDE_THE_SCHEMA.get(name, set()), name
    assert STANDARD.children["definitions"] >= NOTED_ELEMENTS


def test_the_complete_file_reads_and_holds_every_element_that_is_understood() -> None:
    for name in (*BPMN_ELEMENTS, *NOTED_ELEMENTS):
        first(name)
    for name in ZEEBE_ELEMENTS:
        assert f"<zeebe:{name} " in COMPLETE or f"<zeebe:{name}>" in COMPLETE, name
    read(COMPLETE.encode())


VALUES = {
    "calledElement": "Agency",
    "evaluatesToTypeRef": "xsd:string",
    "gatewayDirection": "Unspecified",
    "id": "New_id",
    "implementation": "##WebService",
    "isExecutable": "true",
    "itemSubjectRef": "Item",
    "language": "feel",
    "textFormat": "text/plain",
    "typeLanguage": "http://www.w3.org/2001/XMLSchema",
    **dict.fromkeys(("startQuantity", "completionQuantity"), "1"),
    **dict.fromkeys(("isForCompensation", "parallelMultiple"), "false"),
    **dict.fromkeys(("isImmediate", "isInterrupting", "cancelActivity", "isSequential"), "true"),
}


@pytest.mark.parametrize(("name", "attribute"), list(unwritten()))
def test_what_is_understood_may_be_written_out(name: str, attribute: str) -> None:
    value = VALUES.get(attribute, "anything")
    if attribute == "default":
        leaving = re.search(r"<bpmn:outgoing>(\w+)<", COMPLETE[first(name).end() :])
        assert leaving
        value = leaving[1]

    read(within(name, f'{attribute}="{value}"').encode())


def test_the_complete_file_is_valid_by_the_schema_of_the_standard() -> None:
    schema = etree.XMLSchema(etree.parse(str(folder() / "BPMN20.xsd")))

    assert schema.validate(etree.fromstring(COMPLETE.encode())), schema.error_log


@pytest.mark.parametrize(("name", "attribute"), list(other_attributes()))
def test_every_other_attribute_of_the_standard_is_refused(name: str, attribute: str) -> None:
    problems = refused(within(name, f'{attribute}="x"'))

    assert f"the attribute {attribute} of {name} is not executed" in [each.reason for each in problems]


@pytest.mark.parametrize(("name", "child"), list(other_children()))
def test_every_other_element_of_the_standard_is_refused(name: str, child: str) -> None:
    problems = refused(within(name, child=child))

    assert {each.rule for each in problems if each.reason.startswith(f"{child} ")} & {"element", "placement"}


def test_the_standard_has_much_that_is_not_understood() -> None:
    """The two tests above would pass over empty tables."""
    assert len(list(other_attributes())) > 5
    assert len(list(other_children())) > 200
