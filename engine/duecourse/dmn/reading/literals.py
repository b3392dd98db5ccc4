"""Read texts of FEEL, and what every boxed expression has."""

from typing import TypedDict

from duecourse.diagram.xml import Node
from duecourse.dmn.boxed import Literal, Text
from duecourse.dmn.reading.file import File


class Common(TypedDict):
    """What every boxed expression has."""

    element_id: str | None
    line: int
    type: str | None


def common(file: File, node: Node) -> Common:
    """Return what every boxed expression has."""
    return {
        "element_id": file.element_id(node),
        "line": node.line,
        "type": file.type_of(node, node.get("typeRef")),
    }


def literal(file: File, node: Node) -> Literal:
    """Read a text of FEEL."""
    text = file.text(node) or Text("", node.line, file.element_id(node))
    return Literal(**common(file, node), text=text)
