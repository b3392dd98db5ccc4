"""The ids of a file, and what refers to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from duecourse.diagram import xml
from duecourse.diagram.report import LONGEST_ID, Report
from duecourse.diagram.xml import Node

# NCName of XML namespaces, which is what an id is.
_FIRST: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME: Final = re.compile(f"[{_FIRST}][{_FIRST}\\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*")


@dataclass(frozen=True)
class Names:
    """The BPMN elements of a file by their ids, and the namespace that the ids are in."""

    ids: dict[str, Node]
    target: str | None

    def local(self, holder: Node, reference: str | None) -> str | None:
        """Return the id that a reference of an element names; None where its prefix is of another file.

        A reference is a qualified name: without a prefix, or with one that stands for the target namespace.
        """
        prefix, between, name = (reference or "").strip().rpartition(":")
        if between and (self.target is None or holder.namespace_of(prefix) != self.target):
            return None
        return name

    def find(self, holder: Node, reference: str | None) -> Node | None:
        """Return the element that a reference names."""
        return self.ids.get(self.local(holder, reference) or "")


def names(root: Node, report: Report) -> Names:
    """Collect the ids of a file; report those that stand twice, and those that are no names."""
    ids: dict[str, Node] = {}
    for node in _bpmn(root):
        name = node.id
        if name is None:
            continue
        if _NAME.fullmatch(name) is None or len(name) > LONGEST_ID:
            reason = (
                f"{xml.shown(name)} is no id: an id begins with a letter or _, goes on with letters, digits, "
                f"'-', '_' and '.', and has at most {LONGEST_ID} characters"
            )
            report.refuse("id", node, reason)
        elif name in ids:
            report.refuse("duplicate-id", node, f"the id '{name}' stands in line {ids[name].line} too")
        else:
            ids[name] = node
    target = root.get("targetNamespace")
    return Names(ids, None if target is None else target.strip())


def _bpmn(root: Node) -> Iterator[Node]:
    """Yield the BPMN elements in document order, without looking into what is drawn or foreign."""
    pending = [root]
    while pending:
        node = pending.pop()
        if node.namespace == xml.BPMN:
            yield node
            pending.extend(reversed(node.children))
