"""Reading XML that nobody vouches for."""

from typing import Any, Final, cast

from lxml import etree

from duecourse.diagram.problems import DiagramError, Problem
from duecourse.errors import TooLarge

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE: Final = "http://camunda.org/schema/zeebe/1.0"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
DRAWN: Final = frozenset(
    {
        "http://www.omg.org/spec/BPMN/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
    }
)

LARGEST: Final = 8 * 1024 * 1024
DEEPEST: Final = 500


def parse(content: bytes, largest: int = LARGEST) -> etree._Element:
    """Return the root element; raises TooLarge, and DiagramError for what is not plain, shallow XML.

    There is no network, no entity and no DOCTYPE; any encoding that XML allows is read.
    """
    if len(content) > largest:
        raise TooLarge(f"the file has {len(content):,} bytes; diagrams may have {largest:,}")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DiagramError(
            [Problem("xml", error.lineno or 1, None, f"not well-formed XML: {error.msg}")]
        ) from error
    except ValueError as error:
        raise DiagramError([Problem("xml", 1, None, f"not XML: {error}")]) from error
    if cast(Any, root.getroottree().docinfo).doctype:
        raise DiagramError([Problem("doctype", 1, None, "a document type declaration is not allowed")])
    _check_depth(root)
    return root


def _check_depth(root: etree._Element) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise DiagramError(
                [Problem("depth", line_of(element), None, f"elements are nested more than {DEEPEST} deep")]
            )


def line_of(element: etree._Element) -> int:
    """Return the line on which an element begins."""
    return cast(int | None, element.sourceline) or 0


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element, "" for none."""
    return etree.QName(element).namespace or ""


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def bpmn(name: str) -> str:
    """Return the full name of a BPMN element."""
    return f"{{{BPMN}}}{name}"


def zeebe(name: str) -> str:
    """Return the full name of an element of the zeebe extensions."""
    return f"{{{ZEEBE}}}{name}"


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the BPMN children of a name, in order."""
    return element.findall(bpmn(name))


def words(element: etree._Element | None) -> str:
    """Return the text of an element without the space around it."""
    return "" if element is None or element.text is None else element.text.strip()


def truth(value: str | None, default: bool) -> bool:
    """Read an xs:boolean, which may be written as a number too."""
    return default if value is None else value.strip() in ("true", "1")
