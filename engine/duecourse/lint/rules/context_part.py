"""What expressions ask of the actor or the process instance, and neither has."""

from collections.abc import Iterator, Mapping
from typing import Final

from duecourse.feel.syntax import tree
from duecourse.feel.syntax.parser import walk
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.places import CONTEXT
from duecourse.lint.subject import Rule, Subject
from duecourse.lint.suggestions import Hints

ID: Final = "context-part"

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": ("username", "groups"),
    CONTEXT: ("processInstance",),
    f"{CONTEXT}.processInstance": ("key", "businessId"),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield expressions that read a part of ``actor`` or ``camunda`` that there is not: it is null."""
    hints = Hints()
    for use, expression in subject.expressions():
        for node, _ in walk(expression.tree):
            name = _path(node.source) if isinstance(node, tree.Path) else ""
            first = name.partition(".")[0]
            if not isinstance(node, tree.Path) or use.view is None or first not in use.view.extra:
                continue
            parts = PARTS.get(name)
            if parts is not None and node.member not in parts:
                has = f"{' and '.join(parts)}{hints.meant(node.member, parts)}"
                message = f"{use.what} reads '{name}.{node.member}', but {name} has only {has}"
                yield Finding(ID, Severity.ERROR, use.element_id, use.text.line, message)


def _path(node: tree.Node) -> str:
    """Return a path of names as it is written, "" for anything else; of no more than two names."""
    if isinstance(node, tree.Name):
        return "" if node.bound else node.name
    if isinstance(node, tree.Path) and isinstance(node.source, tree.Name):
        return "" if node.source.bound else f"{node.source.name}.{node.member}"
    return ""


RULE: Final = Rule(ID, "Of `actor` and `camunda`, expressions read only what they have.", check)
