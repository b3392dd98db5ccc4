"""Calls whose arguments no form of the function takes."""

from collections.abc import Iterator
from typing import Final

from duecourse.feel.functions.builtin import Builtin, Overload
from duecourse.feel.functions.registry import FUNCTIONS
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.parser import walk
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "feel-arguments"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield calls of built-in functions with a wrong number of arguments, or wrong names: they give null."""
    seen = set()
    for use, expression in subject.expressions():
        for node, _ in walk(expression.tree):
            function = _function(node)
            if function is None or not isinstance(node, tree.Call) or _fits(function, node):
                continue
            if (use.what, use.text, node.position) not in seen:
                seen.add((use.what, use.text, node.position))
                forms = " or ".join(dict.fromkeys(_form(function, each) for each in function.overloads))
                message = f"{use.what} calls '{function.name}' with other arguments than {forms}"
                yield Finding(ID, Severity.ERROR, use.element_id, use.text.line, message)


def _function(node: tree.Node) -> Builtin | None:
    """Return the built-in function that a node calls."""
    called = node.function if isinstance(node, tree.Call) else None
    return FUNCTIONS.get(called.name) if isinstance(called, tree.Name) and not called.bound else None


def _fits(function: Builtin, call: tree.Call) -> bool:
    values: list[object] = [None] * len(call.arguments)
    return any(each.arrange(values, call.names) is not None for each in function.overloads)


def _form(function: Builtin, overload: Overload) -> str:
    if overload.variadic:
        return f"{function.name}(list)"
    parameters = (f"[{each.name}]" if each.optional else each.name for each in overload.parameters)
    return f"{function.name}({', '.join(parameters)})"


RULE: Final = Rule(ID, "Functions are called with arguments that they take.", check)
