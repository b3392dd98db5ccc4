"""What the expressions of a form read."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from duecourse.feel import Expression
from duecourse.forms import Form
from duecourse.forms.components import Choice, Component, DynamicList, ExpressionField, Group, Input, Option
from duecourse.forms.structure import Scope
from duecourse.forms.texts import Text

SPECIAL: Final = frozenset({"this", "parent", "i", "_this_", "_parent_", "_i_"})
"""What an expression of a form can use beside variables and fields."""


def names_read(form: Form) -> Iterator[tuple[str, str]]:
    """Yield what the form reads of the variables around it, each with the component that reads it."""
    own = SPECIAL | set(_names(form.scope))
    pending = list(reversed(form.components))
    while pending:
        component = pending.pop()
        names = {name for each in _expressions(component) for name in each.free_variables}
        if isinstance(component, Choice) and isinstance(component.options_from, str):
            names.add(component.options_from)
        yield from ((_called(component), name) for name in sorted(names - own))
        if isinstance(component, Group | DynamicList):
            pending.extend(reversed(component.components))


def _names(scope: Scope) -> Iterator[str]:
    """Yield the names of all values of a form, at any level."""
    for name, entry in scope.names.items():
        yield name
        inner = entry if isinstance(entry, Scope) else entry.row
        if inner is not None:
            yield from _names(inner)


def _called(component: Component) -> str:
    """Return what a component is known by."""
    if isinstance(component, Input | ExpressionField):
        return component.key
    return component.id or component.label.raw or component.type.value


def _expressions(component: Component) -> Iterator[Expression]:
    for field in fields(component):
        yield from _inside(getattr(component, field.name))


def _inside(value: object) -> Iterator[Expression]:
    if isinstance(value, Expression):
        yield value
    elif isinstance(value, Text):
        yield from (part for part in value.parts if isinstance(part, Expression))
    elif isinstance(value, tuple):
        for each in value:
            yield from _inside(each.label if isinstance(each, Option) else None)
