"""What the expressions of a form can see: the values as they stand in the form while it is filled in.

As in form-js: every input has a value, an empty one if none was given; ``this`` is the object in which an
expression stands (a row of a list, or all values), ``parent`` the one around it, ``i`` the numbers of the
rows. Each goes by its name between underscores too, for forms that have a variable of that name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from duecourse.errors import FieldError
from duecourse.feel import FeelEvaluationError, to_json
from duecourse.forms.checking.evaluation import UNKNOWN, Evaluation
from duecourse.forms.components import Checkbox, Choice, ExpressionField, Input, TextInput
from duecourse.forms.structure import Scope
from duecourse.model.json import Json

MAXIMUM_ROWS: Final = 1_000

Values = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Level:
    """Where an expression stands: all values, the object around it, the object around that, and the rows."""

    data: Values
    this: Values
    parent: Values | None = None
    rows: tuple[int, ...] = ()

    def context(self) -> dict[str, object]:
        """Return the names that an expression can use here."""
        special = {"this": self.this, "parent": self.parent, "i": list(self.rows)}
        return {**special, **self.data, **{f"_{name}_": value for name, value in special.items()}}

    def row(self, index: int, values: Values) -> "Level":
        """Return the level of a row, counted from 0, in this one."""
        return replace(self, this=values, parent=self.this, rows=(*self.rows, index + 1))


def members(value: Json) -> Mapping[str, Json]:
    """Return the members of an object; none of anything else."""
    return value if isinstance(value, Mapping) else {}


def rows_of(value: Json) -> list[Json]:
    """Return the items of a list; none of anything else."""
    return list(value) if isinstance(value, list | tuple) else []


def completed(scope: Scope, given: Mapping[str, Json], stored: Mapping[str, Json]) -> Values:
    """Return what stands in the form: what is given, else what is stored, else what is empty."""
    values: Values = {}
    for name, entry in scope.names.items():
        value = given[name] if name in given else stored.get(name)
        if isinstance(entry, Scope):
            values[name] = completed(entry, members(value), members(stored.get(name)))
        elif entry.row is not None:
            shape = entry.row
            values[name] = [completed(shape, members(row), {}) for row in rows_of(value)[:MAXIMUM_ROWS]]
        elif isinstance(entry.component, Input):
            values[name] = _empty(entry.component) if value is None else value
    return values


def _empty(asked: Input) -> Json:
    if isinstance(asked, Checkbox):
        return False
    if isinstance(asked, TextInput):
        return ""
    return [] if isinstance(asked, Choice) and asked.many else None


def compute(scope: Scope, level: Level, evaluation: Evaluation) -> Iterator[FieldError]:
    """Enter what the form computes into the values of a level, in the order of the form; yield what fails."""
    yield from _compute(scope, level.this, level, evaluation, "")


def _compute(
    scope: Scope, target: Values, level: Level, evaluation: Evaluation, prefix: str
) -> Iterator[FieldError]:
    for name, entry in scope.names.items():
        found = target.get(name)
        if isinstance(entry, Scope):
            if isinstance(found, dict):
                yield from _compute(entry, found, level, evaluation, f"{prefix}{name}.")
        elif entry.row is not None:
            yield from _compute_rows(entry.row, found, level, evaluation, f"{prefix}{name}")
        elif isinstance(entry.component, ExpressionField):
            try:
                value = evaluation.value(entry.component.expression, level.context())
                target[name] = None if value is UNKNOWN else to_json(value)
            except FeelEvaluationError as error:
                yield FieldError(f"{prefix}{name}", f"cannot be computed: {error.detail}")


def _compute_rows(
    shape: Scope, rows: Json, level: Level, evaluation: Evaluation, name: str
) -> Iterator[FieldError]:
    for index, row in enumerate(rows_of(rows)):
        if isinstance(row, dict):
            yield from _compute(shape, row, level.row(index, row), evaluation, f"{name}[{index}].")
