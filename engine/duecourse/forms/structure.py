"""The shape of what a form gives: which names it has, at which level, and under which conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duecourse.errors import FieldError
from duecourse.feel import Expression
from duecourse.forms.components import Component, DynamicList, ExpressionField, Group, Input


@dataclass(frozen=True, slots=True)
class Slot:
    """One value of an object: what asks for it, and the conditions of which each hides it.

    The conditions are its own and those of the groups around it. ``row`` is the shape of a row of a list.
    """

    component: Input | ExpressionField | DynamicList
    conditions: tuple[Expression, ...] = ()
    row: "Scope | None" = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The values of one object by name; a scope in it is the object of groups with that path."""

    names: "dict[str, Slot | Scope]"


def scope_of(components: Sequence[Component], problems: list[FieldError]) -> Scope:
    """Return the shape of what components give; note the names that two of them give."""
    scope = Scope({})
    _fill(scope, components, (), "", problems)
    return scope


def _fill(
    scope: Scope,
    components: Sequence[Component],
    conditions: tuple[Expression, ...],
    prefix: str,
    problems: list[FieldError],
) -> None:
    for component in components:
        own = conditions if component.hide is None else (*conditions, component.hide)
        if isinstance(component, Group):
            inner, path = _group(scope, component, prefix, problems)
            _fill(inner, component.components, own, path, problems)
        elif isinstance(component, DynamicList):
            row = Scope({})
            _fill(row, component.components, (), f"{prefix}{component.path}[].", problems)
            _enter(scope, component.path, Slot(component, own, row), prefix, problems)
        elif isinstance(component, Input | ExpressionField):
            _enter(scope, component.key, Slot(component, own), prefix, problems)


def _group(scope: Scope, group: Group, prefix: str, problems: list[FieldError]) -> tuple[Scope, str]:
    if group.path is None:
        return scope, prefix
    path = f"{prefix}{group.path}."
    found = scope.names.get(group.path)
    if isinstance(found, Scope):
        return found, path
    inner = Scope({})
    _enter(scope, group.path, inner, prefix, problems)
    return inner, path


def _enter(scope: Scope, name: str, entry: Slot | Scope, prefix: str, problems: list[FieldError]) -> None:
    if name in scope.names:
        full = f"{prefix}{name}"
        problems.append(FieldError(full, f"{full}: two components give a value of this name"))
    scope.names.setdefault(name, entry)


def slots(entry: Slot | Scope) -> Iterator[Slot]:
    """Yield the slots of an entry: itself, and those in its objects and rows."""
    if isinstance(entry, Scope):
        for inner in entry.names.values():
            yield from slots(inner)
        return
    yield entry
    if entry.row is not None:
        yield from slots(entry.row)


def is_written(entry: Slot | Scope) -> bool:
    """Tell whether a value may be given: not to what is computed, nor where everything is disabled."""
    if isinstance(entry, Scope):
        return any(is_written(inner) for inner in entry.names.values())
    component = entry.component
    return isinstance(component, DynamicList) or (isinstance(component, Input) and not component.disabled)


def is_required(entry: Slot | Scope) -> bool:
    """Tell whether a value must be given, whatever the others are."""
    if isinstance(entry, Scope):
        return any(is_required(inner) for inner in entry.names.values())
    component = entry.component
    if not isinstance(component, Input) or entry.conditions:
        return False
    return component.required and not component.disabled and component.readonly is False
