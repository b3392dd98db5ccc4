"""Conditions of which none may hold."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Activity, Gateway, SequenceFlow
from duecourse.feel import Expression
from duecourse.feel.syntax import tree
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "no-default"

_OPPOSITES: Final = frozenset({("=", "!="), ("!=", "="), ("<", ">="), (">=", "<"), (">", "<="), ("<=", ">")})


def check(subject: Subject) -> Iterator[Finding]:
    """Yield gateways and activities whose ways out all have conditions, without a default flow.

    Two conditions that are each other's opposite need no default.
    """
    for spot in subject.spots:
        node, flows = spot.node, list(spot.flows_out())
        if not isinstance(node, Activity | Gateway) or node.default is not None or not flows:
            continue
        if all(flow.condition is not None for flow in flows) and not _complete(subject, flows):
            message = (
                f"every way out of {node.name or node.id} has a condition and none is the default: "
                "the case stops with an incident where no condition holds"
            )
            yield Finding(ID, Severity.WARNING, node.id, node.line, message)


def _complete(subject: Subject, flows: list[SequenceFlow]) -> bool:
    expressions = [subject.expression(flow.condition) for flow in flows]
    if len(expressions) != 2:
        return False
    first, second = expressions
    return first is not None and second is not None and _opposite(first, second)


def _opposite(first: Expression, second: Expression) -> bool:
    one, other = first.tree, second.tree
    if _negates(one, other) or _negates(other, one):
        return True
    if not isinstance(one, tree.Comparison) or not isinstance(other, tree.Comparison):
        return False
    same = one.left == other.left and one.right == other.right
    return same and (one.operator, other.operator) in _OPPOSITES


def _negates(one: tree.Node, other: tree.Node) -> bool:
    """Return whether ``other`` is ``not(one)``."""
    if not isinstance(other, tree.Call) or not isinstance(other.function, tree.Name):
        return False
    return other.function.name == "not" and other.arguments == (one,)


RULE: Final = Rule(
    ID, "Where every way out of an element has a condition, one of them is the default flow.", check
)
