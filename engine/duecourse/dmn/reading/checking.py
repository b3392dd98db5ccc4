"""Refusing what is not understood, before anything is read from it."""

import re
from dataclasses import dataclass
from typing import Final

from duecourse.diagram import xml
from duecourse.diagram.extension_vocabulary import MODELER
from duecourse.diagram.xml import Node
from duecourse.dmn.problems import LONGEST_ID
from duecourse.dmn.reading.file import FEEL, File
from duecourse.dmn.vocabulary import (
    CAMUNDA,
    DRAWN,
    ELEMENTS,
    EXPRESSIONS,
    INSTEAD,
    LISTS,
    REQUIRED_ATTRIBUTES,
    REQUIRED_CHILDREN,
    SEVERAL,
    TEXTS,
    VALUES,
    VERSIONS,
)

_LANGUAGES: Final = frozenset({"expressionLanguage", "typeLanguage"})
_SCHEMA_LOCATIONS: Final = frozenset({"schemaLocation", "noNamespaceSchemaLocation"})
_INPUT_VARIABLE: Final = "inputVariable"
DEEPEST: Final = 50


def check(root: Node, file: File) -> None:
    """Report every element, attribute and text that is not understood, and what is kept without meaning."""
    checking = _Checking(file, {})
    pending = [(root, 0)]
    while pending:
        node, depth = pending.pop()
        depth += node.name in EXPRESSIONS
        if depth > DEEPEST:
            file.refuse("depth", node, f"boxed expressions stand inside each other more than {DEEPEST} deep")
            return
        pending.extend((child, depth) for child in reversed(checking.element(node)))


def _key(node: Node) -> str:
    """Return under which name the tables know an element."""
    within = f"{node.parent.name}.{node.name}" if node.parent is not None else ""
    return within if within in ELEMENTS else node.name


@dataclass(frozen=True)
class _Checking:
    """What checking needs at hand: the file, and the lines of the ids that were seen."""

    file: File
    ids: dict[str, int]

    def element(self, node: Node) -> list[Node]:
        """Check a DMN element; return those of its children that are to be checked next."""
        key = _key(node)
        attributes, children = ELEMENTS[key]
        self._attributes(node, set(attributes.split()))
        if node.name not in TEXTS:
            self._no_text(node)
        if node.name == "extensionElements":
            self._extensions(node)
            return []
        following = self._children(node, set(children.split()))
        self._required(node, key)
        return following

    # -- attributes ----------------------------------------------------------------------------------

    def _attributes(self, node: Node, allowed: set[str]) -> None:
        for key, value in node.attributes.items():
            space, name = xml.split(key)
            if space:
                self._foreign_attribute(node, space, name)
            elif name not in allowed:
                self._refuse("attribute", node, f"the attribute {xml.brief(name)} of {node.name} is unknown")
            elif name == "id":
                self._id(node, value.strip())
            else:
                self._value(node, name, value.strip())

    def _foreign_attribute(self, node: Node, space: str, name: str) -> None:
        short = xml.brief(name)
        if space in VERSIONS:
            self._refuse("attribute", node, f"the attribute {short} must be written without a prefix")
        elif space == xml.ZEEBE:
            self._refuse("extension", node, f"the attribute zeebe:{short} has no meaning in {node.name}")
        elif space == CAMUNDA and name == _INPUT_VARIABLE:
            reason = "camunda:inputVariable is not understood: in a test, the tested value is `?`"
            self._refuse("extension", node, reason)
        elif space != MODELER and (space != xml.XSI or name not in _SCHEMA_LOCATIONS):
            self.file.note(node, f"the attribute {short} of {xml.brief(space)} is kept, but has no meaning")

    def _id(self, node: Node, name: str) -> None:
        if not name or len(name) > LONGEST_ID or re.search(r"[\s#]", name):
            reason = (
                f"{xml.shown(name)} is no id: it has no space and no '#', and at most {LONGEST_ID} characters"
            )
            self._refuse("id", node, reason)
        elif name in self.ids:
            self._refuse("duplicate-id", node, f"the id '{name}' stands in line {self.ids[name]} too")
        else:
            self.ids[name] = node.line

    def _value(self, node: Node, name: str, value: str) -> None:
        understood = VALUES.get(name)
        if understood is not None and value not in understood:
            one = " or ".join(understood)
            self._refuse("attribute", node, f"{name} is {xml.shown(value)}; only {one} is understood")
        elif name in _LANGUAGES and FEEL.fullmatch(value) is None:
            self._refuse("language", node, f"{name} is {xml.shown(value)}; only FEEL is understood")
        elif name == "importType" and value not in VERSIONS:
            reason = f"importType is {xml.shown(value)}; only DMN models are imported"
            self._refuse("import", node, reason)

    # -- content -------------------------------------------------------------------------------------

    def _no_text(self, node: Node) -> None:
        for text in (node.text, *(child.tail for child in node.children)):
            if text.strip():
                self._refuse("text", node, f"the text {xml.shown(text)} has no meaning in {node.name}")

    def _children(self, node: Node, allowed: set[str]) -> list[Node]:
        following: list[Node] = []
        found: set[str] = set()
        for child in node.children:
            if not self.file.is_dmn(child):
                self._foreign_element(node, child)
                continue
            if child.name not in allowed:
                self._misplaced(node, child)
                continue
            group = "expression" if child.name in EXPRESSIONS else child.name
            if group in found and group not in SEVERAL and node.name not in LISTS:
                self._refuse("twice", child, f"{node.name} has a second {group}")
            found.add(group)
            following.append(child)
        return following

    def _misplaced(self, node: Node, child: Node) -> None:
        name = xml.brief(child.name)
        if child.name in INSTEAD:
            self._refuse("element", child, f"{name} is not understood; {INSTEAD[child.name]}")
        elif child.name in ELEMENTS:
            self._refuse("placement", child, f"{name} has no meaning in {node.name}")
        else:
            self._refuse("element", child, f"{name} is not an element of DMN")

    def _foreign_element(self, node: Node, child: Node) -> None:
        if node.name == "definitions" and DRAWN.fullmatch(child.namespace):
            self._nothing_inside(child)
        elif child.namespace in VERSIONS:
            reason = f"{child.name} is of DMN {VERSIONS[child.namespace]}: a file is of one version"
            self._refuse("placement", child, reason)
        else:
            name = xml.brief(child.name)
            reason = f"{name} has no meaning in {node.name}: extensions stand in extensionElements"
            self._refuse("placement", child, reason)

    def _extensions(self, holder: Node) -> None:
        for child in holder.children:
            if child.namespace == xml.ZEEBE:
                self._zeebe(holder, child)
                continue
            name, space = xml.brief(child.name), xml.brief(child.namespace or "no namespace")
            if child.namespace not in VERSIONS:
                self.file.note(child, f"{name} of {space} is kept, but has no meaning")
            self._nothing_inside(holder if child.namespace in VERSIONS else child)

    def _zeebe(self, holder: Node, child: Node) -> None:
        tagged = child.name == "versionTag" and set(child.attributes) == {"value"} and not child.children
        if not tagged or holder.parent is None or holder.parent.name != "decision":
            self._refuse("extension", child, f"zeebe:{xml.brief(child.name)} has no meaning here")

    def _nothing_inside(self, holder: Node) -> None:
        """Report elements of DMN in what is only kept or drawn: they look as if they had a meaning."""
        pending = [(holder, child) for child in holder.children]
        while pending:
            parent, node = pending.pop()
            if node.namespace in VERSIONS:
                reason = f"{xml.brief(node.name)} has no meaning in {xml.brief(parent.name)}"
                self._refuse("placement", node, reason)
            else:
                pending.extend((node, child) for child in node.children)

    def _required(self, node: Node, key: str) -> None:
        within = f"{node.parent.name}.{node.name}" if node.parent is not None else ""
        for name in REQUIRED_ATTRIBUTES.get(within, REQUIRED_ATTRIBUTES.get(key, "")).split():
            if not (node.get(name) or "").strip():
                self._refuse("attribute", node, f"{node.name} needs the attribute {name}")
        for name in REQUIRED_CHILDREN.get(key, "").split():
            wanted = EXPRESSIONS if name == "expression" else {name}
            if not self.file.each(node, *wanted):
                self._refuse(
                    "element", node, f"{node.name} needs {'an expression' if name == 'expression' else name}"
                )

    def _refuse(self, rule: str, node: Node, reason: str) -> None:
        self.file.refuse(rule, node, reason)
