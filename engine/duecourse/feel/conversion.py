"""Between JSON or Python values and FEEL values."""

import datetime
import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal

from duecourse.feel.errors import FeelEvaluationError
from duecourse.feel.limits import MAXIMUM_JSON, Charge, Limits, free
from duecourse.feel.numbers import CONTEXT, is_integer, number
from duecourse.feel.temporal import (
    Date,
    DateTime,
    DayTimeDuration,
    Time,
    YearMonthDuration,
    dates,
    durations,
    times,
)
from duecourse.feel.values import Range, type_name
from duecourse.model.json import Json

_ATOMS = (str, bool, type(None), Date, Time, DateTime, DayTimeDuration, YearMonthDuration, Range)


def from_json(value: object, depth: int = Limits().depth, charge: Charge = free) -> object:
    """Return the FEEL value of a JSON or Python value.

    Integers and decimals become numbers of 34 digits (null beyond their range), `datetime` values become
    temporals, FEEL values stay. Raise FeelEvaluationError where lists and contexts nest deeper than `depth`.
    """
    if isinstance(value, _ATOMS):
        return value
    if isinstance(value, int | Decimal):
        return number(value)
    if isinstance(value, float):
        return number(repr(value))
    if isinstance(value, list | tuple | Mapping):
        return _container(value, depth, charge)
    return _python(value)


def _container(
    value: list[object] | tuple[object, ...] | Mapping[str, object], depth: int, charge: Charge
) -> object:
    if not depth:
        raise FeelEvaluationError("a value that nests too deeply")
    charge(1 + len(value) // 8)
    if isinstance(value, Mapping):
        return {str(key): from_json(item, depth - 1, charge) for key, item in value.items()}
    return [from_json(item, depth - 1, charge) for item in value]


def _python(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return times.from_python_datetime(value)
    if isinstance(value, datetime.date):
        return dates.from_python(value)
    if isinstance(value, datetime.time):
        return times.from_python_time(value)
    if isinstance(value, datetime.timedelta):
        return durations.from_python(value)
    return value


def to_json(value: object) -> Json:
    """Return the JSON value of a FEEL value.

    Integers become int, other numbers Decimal, temporals their ISO 8601 text, ranges a context of their
    properties. Raise FeelEvaluationError for a function, which has no JSON, for lists and contexts that nest
    more than 100 levels deep, and for more than 250,000 values.
    """
    return _json(value, Limits().depth, itertools.count())


def _json(value: object, depth: int, counted: Iterator[int]) -> Json:
    if next(counted) > MAXIMUM_JSON:
        raise FeelEvaluationError(f"more than {MAXIMUM_JSON} values")
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        # Beyond 34 digits an integer is kept with its exponent, 1E+6000, not written out.
        return int(value) if is_integer(value) and value.adjusted() < CONTEXT.prec else value
    if isinstance(value, list | dict | Range):
        return _json_container(value, depth, counted)
    if isinstance(value, Date | Time | DateTime | DayTimeDuration | YearMonthDuration):
        return str(value)
    raise FeelEvaluationError(f"a {type_name(value)} cannot be kept as JSON")


def _json_container(
    value: list[object] | dict[str, object] | Range, depth: int, counted: Iterator[int]
) -> Json:
    if not depth:
        raise FeelEvaluationError("a value that nests too deeply")
    if isinstance(value, list):
        return [_json(item, depth - 1, counted) for item in value]
    if isinstance(value, Range):
        value = {
            "start": value.start,
            "start included": value.start_included,
            "end": value.end,
            "end included": value.end_included,
        }
    return {key: _json(item, depth - 1, counted) for key, item in value.items()}


def to_python(value: object) -> object:
    """Return the `datetime` value of a FEEL temporal, any other value as it is.

    Raise ValueError or OverflowError for a temporal beyond what `datetime` can hold. A years and months
    duration stays, since `datetime` has none.
    """
    return value.to_python() if isinstance(value, Date | Time | DateTime | DayTimeDuration) else value
