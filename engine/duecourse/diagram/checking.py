"""Refusing what is not understood, before anything is read from it."""

import re
from dataclasses import dataclass
from typing import Final

from duecourse.diagram import extending, xml
from duecourse.diagram.names import Names
from duecourse.diagram.report import Report
from duecourse.diagram.vocabulary import (
    BPMN_ELEMENTS,
    BPMN_REQUIRED,
    EXPRESSIONS,
    INSTEAD,
    MARKUP,
    NOTED_ATTRIBUTES,
    NOTED_ELEMENTS,
    REFERENCES,
    SINGLE,
    TEXTS,
    TIMES,
    VALUES,
)
from duecourse.diagram.xml import Node

_FEEL: Final = re.compile(r"feel|https?://www\.omg\.org/spec/(DMN/\d+/)?FEEL(/\d+)?/?", re.IGNORECASE)
_MEDIA_TYPE: Final = re.compile(r"[\w.+-]+/[\w.+-]+")
_SCOPES: Final = frozenset({"process", "subProcess"})
_SCHEMA_LOCATIONS: Final = frozenset({"schemaLocation", "noNamespaceSchemaLocation"})


def executable(process: Node) -> bool:
    """Return whether a process is marked as one to be executed."""
    return xml.truth(process.get("isExecutable"), False)


def check(root: Node, names: Names, report: Report) -> None:
    """Report every element, attribute and text that is not understood, and what is kept without meaning."""
    checking = _Checking(report, names, root.get("expressionLanguage"))
    pending = [root]
    while pending:
        pending.extend(reversed(checking.element(pending.pop())))


def _is_formal(expression: Node, marked: bool) -> bool:
    """Return whether an expression is one for machines: by its type, or because FEEL's mark says so."""
    kind = expression.attributes.get(f"{{{xml.XSI}}}type")
    if kind is None:
        return marked
    prefix, _, name = kind.strip().rpartition(":")
    return name == "tFormalExpression" and expression.namespace_of(prefix) == xml.BPMN


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(words)


@dataclass(frozen=True)
class _Checking:
    """What checking needs at hand; ``language`` is the one that the file declares for expressions."""

    report: Report
    names: Names
    language: str | None

    def element(self, node: Node) -> list[Node]:
        """Check a BPMN element; return those of its children that are to be checked next."""
        if node.name not in BPMN_ELEMENTS and node.name not in NOTED_ELEMENTS:
            instead = INSTEAD.get(node.name)
            reason = f"{xml.brief(node.name)} is not executed" + (f"; {instead}" if instead else "")
            self.report.refuse("element", node, reason)
            if node.parent is not None and node.parent.name not in _SCOPES:
                self.report.spoil(node.parent)
            return []
        if node.name in NOTED_ELEMENTS:
            self.report.note(node, f"{node.name} is kept, but has no meaning")
        if node.name not in BPMN_ELEMENTS:
            return []
        if node.name == "process" and not executable(node):
            self._value(node, "isExecutable", node.attributes.get("isExecutable", "false"))
            self.report.note(node, "the process is not executable: nothing in it is read")
            return []
        self._attributes(node, BPMN_ELEMENTS[node.name][0])
        self._content(node)
        return self._children(node)

    # -- attributes ----------------------------------------------------------------------------------

    def _attributes(self, node: Node, allowed: str) -> None:
        known = set(allowed.split())
        for key, value in node.attributes.items():
            space, name = xml.split(key)
            if space == xml.XSI:
                self._schema_attribute(node, name, value)
            elif space:
                extending.foreign_attribute(node, space, name, self.report)
            elif name not in known:
                reason = f"the attribute {xml.brief(name)} of {node.name} is not executed"
                self.report.refuse("attribute", node, reason)
            else:
                self._value(node, name, value)
        for name in BPMN_REQUIRED.get(node.name, "").split():
            if not (node.get(name) or "").strip():
                self.report.refuse("attribute", node, f"{node.name} needs the attribute {name}")
                self.report.spoil(node)

    def _schema_attribute(self, node: Node, name: str, value: str) -> None:
        if name in _SCHEMA_LOCATIONS or (name == "type" and node.name in EXPRESSIONS):
            return
        reason = f"xsi:{xml.brief(name)} of {node.name} is {xml.shown(value)}, which is not executed"
        self.report.refuse("attribute", node, reason)

    def _value(self, node: Node, name: str, value: str) -> None:
        understood = VALUES.get(name)
        if understood is not None and value.strip() not in understood:
            reason = f"{name} of {node.name} is {xml.shown(value)}; only {_either(understood)} is understood"
            self.report.refuse("attribute", node, reason)
        elif name == "textFormat" and _MEDIA_TYPE.fullmatch(value.strip()) is None:
            self.report.refuse("attribute", node, f"textFormat is {xml.shown(value)}, which is no media type")
        elif name == "scriptFormat" and _FEEL.fullmatch(value.strip()) is None:
            self.report.refuse("language", node, f"scripts in {xml.shown(value)} are not executed, only FEEL")
        wanted = REFERENCES.get(f"{node.name}.{name}", REFERENCES.get(name))
        if wanted is not None:
            self._reference(node, name, value, wanted)
        if name in NOTED_ATTRIBUTES:
            self.report.note(node, f"the attribute {name} is kept, but has no meaning")

    def _reference(self, node: Node, name: str, value: str, wanted: str) -> None:
        """Check that a reference leads to an element of the kind that is wanted."""
        found = self.names.find(node, value)
        if found is None:
            reason = f"{name}: there is no {wanted or 'element'} {xml.shown(value)}"
        elif wanted and found.name != wanted:
            reason = f"{name}: {xml.shown(value)} is no {wanted}, but the {found.name} of line {found.line}"
        else:
            return
        self.report.refuse("reference", node, reason)
        self.report.spoil(node)
        self.report.spoil(node.parent)

    # -- content -------------------------------------------------------------------------------------

    def _content(self, node: Node) -> None:
        if node.name not in MARKUP:
            self.report.refuse_text(node, node.name, itself=node.name not in TEXTS)
        if node.name in EXPRESSIONS:
            self._expression(node)
        if node.name in REFERENCES:
            self._reference(node, node.name, xml.words(node), REFERENCES[node.name])

    def _expression(self, node: Node) -> None:
        """Check that an expression is one for machines, in FEEL (BPMN 2.0, section 8.3.6)."""
        text, language = xml.words(node), node.get("language")
        marked = text.startswith("=")
        if not text:
            self.report.refuse("expression", node, f"{node.name} is empty")
        elif not _is_formal(node, marked):
            reason = f'{node.name} needs xsi:type="tFormalExpression": without it, it is a text for people'
            self.report.refuse("expression", node, reason)
        if language is None and node.name not in TIMES and not marked:
            language = self.language
        if language is not None and _FEEL.fullmatch(language.strip()) is None:
            reason = f"{node.name} is in {xml.shown(language)}; only FEEL is executed"
            self.report.refuse("language", node, reason)

    def _children(self, node: Node) -> list[Node]:
        if node.name in MARKUP:
            extending.nothing_inside(node, self.report)
            return []
        allowed, found = set(BPMN_ELEMENTS[node.name][1].split()), set()
        following = []
        for child in node.children:
            if child.namespace != xml.BPMN:
                extending.foreign_element(node, child, self.report)
                continue
            if child.name in allowed or child.name not in BPMN_ELEMENTS.keys() | NOTED_ELEMENTS:
                following.append(child)
            else:
                self.report.refuse("placement", child, f"{child.name} has no meaning in {node.name}")
            if child.name in SINGLE and child.name in found:
                self.report.refuse("twice", child, f"{node.name} has a second {child.name}")
            found.add(child.name)
        if node.name == "extensionElements" and node.parent is not None:
            extending.check_extensions(node.parent, node, self.report)
        return following
