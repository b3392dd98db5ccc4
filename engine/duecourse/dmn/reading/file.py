"""A DMN file at hand while it is read: its namespace, what is found, and small questions to nodes."""

import re
from dataclasses import dataclass
from typing import Final

from duecourse.diagram import xml
from duecourse.diagram.xml import Node
from duecourse.dmn.boxed import Text, Variable
from duecourse.dmn.elements import Reference
from duecourse.dmn.problems import LONGEST_ID, Report

FEEL: Final = re.compile(r"feel|https?://www\.omg\.org/spec/(DMN/\d+/)?FEEL(/\d+)?/?", re.IGNORECASE)
"""The ways in which FEEL is named as a language, and its types as a namespace."""


@dataclass(frozen=True)
class File:
    """What reading needs of the file: the namespaces of its DMN version and of the model (``target``)."""

    namespace: str
    target: str
    report: Report

    def is_dmn(self, node: Node) -> bool:
        """Return whether an element is of DMN."""
        return node.namespace == self.namespace

    def each(self, node: Node, *names: str) -> list[Node]:
        """Return the DMN children of some names, in order."""
        return [child for child in node.children if child.name in names and self.is_dmn(child)]

    def first(self, node: Node, *names: str) -> Node | None:
        """Return the first DMN child of some names."""
        return next(iter(self.each(node, *names)), None)

    def element_id(self, node: Node) -> str | None:
        """Return the id of a DMN element, or of the nearest one around it that has an id."""
        current: Node | None = node
        while current is not None:
            if self.is_dmn(current) and current.id:
                return current.id[:LONGEST_ID]
            current = current.parent
        return None

    def refuse(self, rule: str, node: Node, reason: str) -> None:
        """Keep a problem of an element."""
        self.report.refuse(rule, node.line, self.element_id(node), reason)

    def note(self, node: Node, text: str) -> None:
        """Keep a note on an element."""
        self.report.note(node.line, self.element_id(node), text)

    # -- reading parts -------------------------------------------------------------------------------

    def words(self, node: Node, name: str) -> str:
        """Return the text of a child, without the space around it."""
        return xml.words(self.first(node, name))

    def text(self, node: Node | None) -> Text | None:
        """Return the FEEL in the `text` of an element, None if there is no element."""
        if node is None:
            return None
        holder = self.first(node, "text")
        return Text("" if holder is None else holder.text, (holder or node).line, self.element_id(node))

    def variable(self, node: Node) -> Variable:
        """Read an information item: a name and a type."""
        return Variable(name_of(node), self.type_of(node, node.get("typeRef")), node.line)

    def type_of(self, node: Node, raw: str | None) -> str | None:
        """Return the name of a type; in DMN 1.1 it is a qualified name, whose prefix is a namespace."""
        name = spaced(raw or "")
        prefix, between, local = name.partition(":")
        space = node.namespace_of(prefix) if between else None
        if space is None:
            return name or None
        if space == self.target or FEEL.fullmatch(space) is not None:
            return local
        return f"{{{space}}}{local}"

    def references(self, node: Node, *names: str) -> tuple[Reference, ...]:
        """Return where the `href` of some children lead."""
        return tuple(self._reference(child) for child in self.each(node, *names))

    def _reference(self, node: Node) -> Reference:
        space, _, name = (node.get("href") or "").strip().rpartition("#")
        return Reference(None if space in ("", self.target) else space, name, node.line)


def name_of(node: Node, name: str = "name") -> str:
    """Return the name of an element, each run of space as one space."""
    return spaced(node.get(name) or "")


def spaced(text: str) -> str:
    """Return a text with each run of space as one space, and none around it."""
    return " ".join(text.split())
