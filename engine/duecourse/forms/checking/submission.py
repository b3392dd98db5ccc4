"""What is given to a form, checked against it."""

from collections.abc import Iterator, Mapping

from duecourse.errors import FieldError
from duecourse.feel import Environment, FeelEvaluationError
from duecourse.forms.checking.contexts import MAXIMUM_ROWS, Level, completed, compute, rows_of
from duecourse.forms.checking.evaluation import Evaluation
from duecourse.forms.checking.places import Place, given_at
from duecourse.forms.checking.values import is_blank, missing, wrong
from duecourse.forms.components import DynamicList, ExpressionField, Input
from duecourse.forms.form import Form
from duecourse.forms.structure import Scope, Slot
from duecourse.model.json import Json


def check_submission(
    form: Form,
    variables: Mapping[str, Json],
    *,
    visible: Mapping[str, Json] | None = None,
    environment: Environment | None = None,
) -> tuple[FieldError, ...]:
    """Return what is wrong with the values given to a form, field by field; nothing if they fit.

    ``visible`` are the variables that the form shows. ``environment`` is needed to evaluate the expressions
    of the form, over the given values and under them the visible ones. What needs one that is missing is not
    asked: an input that may be hidden or read-only is not required, and what options, limits and past dates
    would refuse is taken. Fields are named as ``members[2].person``, rows counted from 0. Nothing is raised.
    """
    evaluation = Evaluation(visible, environment)
    stored = {} if visible is None else visible
    data = {**stored, **completed(form.scope, variables, stored)}
    level = Level(data, data)
    found = [] if environment is None else list(compute(form.scope, level, evaluation))
    place = Place(
        values=variables,
        completed=data,
        stored=None if visible is None else (visible,),
        level=level,
        given=given_at(level, evaluation),
    )
    return (*found, *_check_scope(form.scope, place))


def _check_scope(scope: Scope, place: Place) -> Iterator[FieldError]:
    for name in place.values:
        if name not in scope.names:
            yield FieldError(place.field(name), "is not a field of this form")
    for name, entry in scope.names.items():
        if isinstance(entry, Scope):
            yield from _check_object(entry, name, place)
        else:
            yield from _check_slot(entry, name, place)


def _check_object(scope: Scope, name: str, place: Place) -> Iterator[FieldError]:
    value = place.values.get(name)
    if value is None or isinstance(value, Mapping):
        yield from _check_scope(scope, place.inside(name))
    else:
        yield FieldError(place.field(name), _object_of(scope))


def _object_of(scope: Scope) -> str:
    return f"must be an object with the fields {', '.join(scope.names)}"


def _check_slot(slot: Slot, name: str, place: Place) -> Iterator[FieldError]:
    try:
        hidden = _hidden(slot, place)
        if hidden:
            sentences = _check_hidden(name, place)
        elif isinstance(slot.component, Input):
            sentences = _check_input(slot.component, name, place, shown=hidden is False)
        elif isinstance(slot.component, ExpressionField):
            sentences = _check_computed(name, place)
        else:
            yield from _check_list(slot.component, slot.row or Scope({}), name, place)
            return
        for sentence in sentences:
            yield FieldError(place.field(name), sentence)
    except FeelEvaluationError as error:
        reason = f"cannot be checked, as an expression of the form fails: {error.detail}"
        yield FieldError(place.field(name), reason)


def _hidden(slot: Slot, place: Place) -> bool | None:
    """Tell whether one of its conditions hides a slot; None if that is not known."""
    found = [place.given.truth(condition) for condition in slot.conditions]
    if True in found:
        return True
    return None if None in found else False


def _check_hidden(name: str, place: Place) -> Iterator[str]:
    """Allow null, but not to remove a value that the form does not even show."""
    value = place.values.get(name)
    removes = name in place.values and any(shown is not None for shown in place.shown(name))
    if value is not None or removes:
        yield "is hidden, so it cannot be given"


def _check_computed(name: str, place: Place) -> Iterator[str]:
    if name in place.values:
        yield "is computed, so it cannot be given"


def _check_input(asked: Input, name: str, place: Place, *, shown: bool) -> Iterator[str]:
    fixed = asked.disabled or place.given.truth(asked.readonly)
    value = place.values.get(name)
    if fixed:
        yield from _check_fixed(asked, name, place)
    elif not is_blank(asked, value):
        yield from wrong(asked, value, place.given)
    elif asked.required and shown and fixed is False:
        yield missing(asked)


def _check_fixed(asked: Input, name: str, place: Place) -> Iterator[str]:
    """Check what nobody can change.

    Inside an object that is given, a read-only value must be given back: left out, it would be lost with the
    object that was there before.
    """
    if name not in place.values and (asked.disabled or place.kept or place.stored is None):
        return
    value, shown = place.values.get(name), place.shown(name)
    accepted = [*shown, asked.default] if None in shown else shown
    blank = is_blank(asked, value) and any(is_blank(asked, each) for each in accepted)
    if not blank and not any(_same(value, each) for each in accepted):
        yield "is read-only, so it can only be given as it is shown"


def _same(one: Json, other: Json) -> bool:
    """Tell whether two values are equal; true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


def _check_list(asked: DynamicList, row: Scope, name: str, place: Place) -> Iterator[FieldError]:
    field, value = place.field(name), place.values.get(name)
    if value is not None and not isinstance(value, list | tuple):
        yield FieldError(field, "must be a list of objects")
        return
    rows = rows_of(value)
    if len(rows) > MAXIMUM_ROWS:
        yield FieldError(field, f"must have at most {MAXIMUM_ROWS} rows")
        return
    if asked.fixed and name in place.values and not _has_its_rows(asked, len(rows), name, place):
        yield FieldError(field, "must have as many rows as are shown")
    for index, (each, inner) in enumerate(zip(rows, place.rows(name), strict=True)):
        if isinstance(each, Mapping):
            yield from _check_scope(row, inner)
        else:
            yield FieldError(f"{field}[{index}]", _object_of(row))


def _has_its_rows(asked: DynamicList, count: int, name: str, place: Place) -> bool:
    """Tell whether a list has the rows that are shown, as far as that is known."""
    if place.stored is None or place.is_row:
        return True
    shown = place.shown(name)[0]
    return count == (asked.repetitions if shown is None else len(rows_of(shown)))
