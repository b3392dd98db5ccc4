"""Between JSON or Python values and FEEL values."""

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from decimal import Decimal
from typing import Final

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

_ATOMS: Final = (str, bool, type(None), Date, Time, DateTime, DayTimeDuration, YearMonthDuration, Range)
_KEPT: Final = frozenset(_ATOMS)
_EXACT: Final = 10**34


def from_json(value: object, depth: int = Limits().depth, charge: Charge = free) -> object:
    """Return the FEEL value of a JSON or Python value.

    Integers and decimals become numbers of 34 digits (null beyond their range), `datetime` values become
    temporals, FEEL values stay. Raise FeelEvaluationError where lists and contexts nest deeper than `depth`.
    """
    kind = type(value)
    if kind in _KEPT:
        return value
    if kind in _USUAL:
        return _USUAL[kind](value, depth, charge)
    if isinstance(value, Mapping):
        return _mapping(value, depth, charge)
    if isinstance(value, list | tuple):
        return _sequence(value, depth, charge)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number(value)
    if isinstance(value, float):
        return number(repr(value))
    return value if isinstance(value, _ATOMS) else _python(value)


def _integer(value: int, _depth: int, _charge: Charge) -> object:
    # One of few digits is exact as it is.
    return Decimal(value) if -_EXACT < value < _EXACT else number(value)


def _mapping(value: Mapping[str, object], depth: int, charge: Charge) -> object:
    _begin(value, depth, charge)
    return {
        key if type(key) is str else str(key): item
        if type(item) in _KEPT
        else from_json(item, depth - 1, charge)
        for key, item in value.items()
    }


def _sequence(value: Sequence[object], depth: int, charge: Charge) -> object:
    _begin(value, depth, charge)
    return [item if type(item) in _KEPT else from_json(item, depth - 1, charge) for item in value]


def _begin(value: Sized, depth: int, charge: Charge) -> None:
    if not depth:
        raise FeelEvaluationError("a value that nests too deeply")
    charge(1 + len(value) // 8)


# What most values are; others take longer to be told.
_USUAL: Final[Mapping[type, Callable[..., object]]] = {int: _integer, dict: _mapping, list: _sequence}


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
