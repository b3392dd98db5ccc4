"""The names of the parts of values that are no plain words: FEEL has to be told of them."""

from collections.abc import Iterator
from dataclasses import fields

from duecourse.dmn.boxed import Boxed, Context, Iteration, Relation, Table, Variable
from duecourse.dmn.elements import Definitions, ItemDefinition


def members(model: Definitions) -> frozenset[str]:
    """Return such names of a model's components, entries, columns, outputs and elements."""
    return frozenset(name for name in _names(model) if name and not name.isidentifier())


def _names(model: Definitions) -> Iterator[str]:
    pending: list[ItemDefinition] = list(model.items.values())
    while pending:
        for component in pending.pop().components:
            yield component.name
            pending.append(component)
    for elements in (model.inputs, model.services, model.decisions, model.knowledge):
        yield from (element.variable.name for element in elements.values())
    for decision in model.decisions.values():
        yield from _in_logic(decision.logic)
    for knowledge in model.knowledge.values():
        yield from _in_logic(knowledge.function)


def _in_logic(logic: Boxed | None) -> Iterator[str]:
    pending: list[object] = [logic]
    while pending:
        part = pending.pop()
        if isinstance(part, tuple):
            pending.extend(part)
        elif isinstance(part, Boxed):
            yield from _of(part)
            pending.extend(getattr(part, each.name) for each in fields(part))


def _of(part: Boxed) -> Iterator[str]:
    if isinstance(part, Context):
        yield from (variable.name for variable, _ in part.entries if isinstance(variable, Variable))
    elif isinstance(part, Relation):
        yield from (column.name for column in part.columns)
    elif isinstance(part, Table):
        yield from (output.name for output in part.outputs)
    elif isinstance(part, Iteration):
        yield part.variable
