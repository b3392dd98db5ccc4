"""Reading XML that nobody vouches for, into a tree that knows its lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from lxml import etree

from duecourse.diagram.source import decode, lines_of, unreadable
from duecourse.errors import TooLarge

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE: Final = "http://camunda.org/schema/zeebe/1.0"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
DRAWN: Final = "http://www.omg.org/spec/BPMN/20100524/DI"

LARGEST: Final = 8 * 1024 * 1024
# lxml takes the square of their number to list them.
MOST_ATTRIBUTES: Final = 200
_BRIEF: Final = 80


@dataclass(slots=True, eq=False)
class Node:
    """An element of the file, with the line on which its tag begins.

    ``attributes`` are by name, those of a namespace by ``{namespace}name``. ``text`` is what stands before
    the first child, ``tail`` what stands behind the element. ``declared`` are the namespaces of the prefixes
    that it declares.
    """

    namespace: str
    name: str
    line: int
    parent: "Node | None" = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    declared: Mapping[str, str] | None = None
    text: str = ""
    tail: str = ""

    def get(self, name: str) -> str | None:
        """Return an attribute without a namespace."""
        return self.attributes.get(name)

    @property
    def id(self) -> str | None:
        """Return the id, without the space around it that XML Schema allows; None if there is none."""
        return None if "id" not in self.attributes else self.attributes["id"].strip()

    def is_bpmn(self, name: str) -> bool:
        """Return whether this is the BPMN element of a name."""
        return self.name == name and self.namespace == BPMN

    def each(self, name: str, namespace: str = BPMN) -> "list[Node]":
        """Return the children of a name, in order."""
        return [child for child in self.children if child.name == name and child.namespace == namespace]

    def first(self, name: str, namespace: str = BPMN) -> "Node | None":
        """Return the first child of a name, if there is one."""
        return next(iter(self.each(name, namespace)), None)

    def namespace_of(self, prefix: str) -> str | None:
        """Return the namespace that a prefix stands for here; "" is the prefix of what has none."""
        node: Node | None = self
        while node is not None:
            if node.declared is not None and prefix in node.declared:
                return node.declared[prefix]
            node = node.parent
        return None


def parse(content: bytes, largest: int = LARGEST) -> Node:
    """Return the root element; raises TooLarge, and DiagramError for what is not plain, shallow XML.

    Every encoding is read that XML and Python know. There is no DOCTYPE, so that no entity but those of XML
    itself is ever resolved, and nothing outside the file is opened.
    """
    if len(content) > largest:
        raise TooLarge(f"the file has {len(content):,} bytes; diagrams may have {largest:,}")
    text = decode(content)
    lines = tuple(lines_of(text))
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        what = re.sub(r"^\w+: |, line \d+, column \d+$", "", error.msg or "")
        raise unreadable("xml", error.lineno or 1, f"not well-formed XML: {what}") from error
    return _grown(root, lines)


def _grown(root: etree._Element, lines: Sequence[int]) -> Node:
    """Return the tree of nodes; lines are those of ``lines_of``, in the same order."""
    open_: list[Node] = []
    declared: dict[str, str] = {}
    count = 0
    for event, found in etree.iterwalk(root, events=("start-ns", "start", "end")):
        if event == "start-ns":
            prefix, space = cast(tuple[str, str], found)
            declared[prefix] = space
        elif event == "end":
            node = open_.pop()
            node.text, node.tail = found.text or "", found.tail or ""
        else:
            node = _node(found, lines[count] if count < len(lines) else 0, open_[-1] if open_ else None)
            count += 1
            if declared:
                node.declared, declared = declared, {}
            open_.append(node)
    if count != len(lines):
        raise unreadable("xml", 1, "the tags of the file cannot be told from each other without doubt")
    return node


def _node(element: etree._Element, line: int, parent: Node | None) -> Node:
    name = etree.QName(element)
    if len(element.attrib) > MOST_ATTRIBUTES:
        raise unreadable(
            "size", line, f"{name.localname[:_BRIEF]} has more than {MOST_ATTRIBUTES} attributes"
        )
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    node = Node(name.namespace or "", name.localname, line, parent, attributes)
    if parent is not None:
        parent.children.append(node)
    return node


def split(attribute: str) -> tuple[str, str]:
    """Return the namespace, "" for none, and the name of an attribute."""
    space, _, local = attribute.rpartition("}")
    return space.removeprefix("{"), local


def words(node: Node | None) -> str:
    """Return the text of an element without the space around it."""
    return "" if node is None else node.text.strip()


def whole_text(node: Node) -> str:
    """Return the text of an element and of the markup inside it, without the space around it."""
    pieces: list[str] = []
    pending: list[Node | str] = [*reversed(node.children), node.text]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            pieces.append(part)
        else:
            pending += (part.tail, *reversed(part.children), part.text)
    return "".join(pieces).strip()


def truth(value: str | None, default: bool) -> bool:
    """Read an xs:boolean, which may be written as a number too."""
    return default if value is None else value.strip() in ("true", "1")


def brief(value: str) -> str:
    """Return a value of the file for a sentence, on one line; a long one is cut."""
    plain = " ".join(value.split())
    return plain if len(plain) <= _BRIEF else f"{plain[: _BRIEF - 1]}…"


def shown(value: str) -> str:
    """Quote a value of the file for a sentence."""
    return f"'{brief(value)}'"
