"""Arithmetic on numbers, strings and temporals (DMN 1.5, 10.3.2.15, table 45)."""

from collections.abc import Callable, Mapping
from datetime import UTC
from decimal import Decimal
from typing import Final

from duecourse.feel.numbers import CONTEXT, EXACT
from duecourse.feel.state import State
from duecourse.feel.temporal import Date, DateTime, DayTimeDuration, Time, YearMonthDuration, times
from duecourse.feel.temporal.durations import DAY

Operation = Callable[..., object]
NUMERIC: Final[Mapping[str, Callable[[Decimal, Decimal], Decimal]]] = {
    "+": CONTEXT.add,
    "-": CONTEXT.subtract,
    "*": CONTEXT.multiply,
    "/": CONTEXT.divide,
    "**": CONTEXT.power,
}


def join(state: State, left: str, right: str) -> str:
    """Join two strings within the limits."""
    state.charge_text(len(left) + len(right))
    return left + right


def _plus_duration(_: State, value: DateTime, duration: DayTimeDuration) -> DateTime:
    moved = times.from_instant(value.instant + duration.nanoseconds, value.zone)
    return moved


def _plus_months(_: State, value: DateTime, duration: YearMonthDuration) -> DateTime:
    return DateTime(value.date.plus_months(duration.months), value.time, value.fold)


def _date_plus_duration(_: State, value: Date, duration: DayTimeDuration) -> Date:
    return value.plus_days(duration.nanoseconds // DAY)


def _date_plus_months(_: State, value: Date, duration: YearMonthDuration) -> Date:
    return value.plus_months(duration.months)


def _time_plus_duration(_: State, value: Time, duration: DayTimeDuration) -> Time:
    return Time((value.nanoseconds + duration.nanoseconds) % DAY, value.zone)


def _negated(operation: Operation) -> Operation:
    return lambda state, value, duration: operation(state, value, negate(duration))


def _swapped(operation: Operation) -> Operation:
    return lambda state, left, right: operation(state, right, left)


def negate(value: DayTimeDuration | YearMonthDuration) -> DayTimeDuration | YearMonthDuration:
    """Return the duration of the opposite direction."""
    if isinstance(value, DayTimeDuration):
        return DayTimeDuration(-value.nanoseconds)
    return YearMonthDuration(-value.months)


def difference(_: State, left: DateTime, right: DateTime) -> DayTimeDuration | None:
    """Return how much later the left is; null where one alone has a zone."""
    if (left.zone is None) != (right.zone is None):
        return None
    return DayTimeDuration(left.instant - right.instant)


def _time_difference(_: State, left: Time, right: Time) -> DayTimeDuration | None:
    if (left.zone is None) != (right.zone is None):
        return None
    seconds = times.time_offset_seconds(left) - times.time_offset_seconds(right)
    return DayTimeDuration(left.nanoseconds - right.nanoseconds - seconds * 1_000_000_000)


def _date_difference(_: State, left: Date, right: Date) -> DayTimeDuration:
    return DayTimeDuration((left.ordinal - right.ordinal) * DAY)


def midnight(value: Date) -> DateTime:
    """Return the midnight in UTC that a date counts as beside a date and time (DMN 1.5, 10.3.2.3.5)."""
    return DateTime(value, Time(0, UTC))


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value("ROUND_DOWN", EXACT))


def _scale_time(_: State, duration: DayTimeDuration, factor: Decimal) -> DayTimeDuration:
    return DayTimeDuration(_whole(EXACT.multiply(Decimal(duration.nanoseconds), factor)))


def _scale_months(_: State, duration: YearMonthDuration, factor: Decimal) -> YearMonthDuration:
    return YearMonthDuration(_whole(EXACT.multiply(Decimal(duration.months), factor)))


def _divide_time(_: State, duration: DayTimeDuration, divisor: Decimal) -> DayTimeDuration:
    return DayTimeDuration(_whole(CONTEXT.divide(Decimal(duration.nanoseconds), divisor)))


def _divide_months(_: State, duration: YearMonthDuration, divisor: Decimal) -> YearMonthDuration:
    return YearMonthDuration(_whole(CONTEXT.divide(Decimal(duration.months), divisor)))


def _time_ratio(_: State, left: DayTimeDuration, right: DayTimeDuration) -> Decimal:
    return CONTEXT.divide(Decimal(left.nanoseconds), Decimal(right.nanoseconds))


def _months_ratio(_: State, left: YearMonthDuration, right: YearMonthDuration) -> Decimal:
    return CONTEXT.divide(Decimal(left.months), Decimal(right.months))


def _sum_time(_: State, left: DayTimeDuration, right: DayTimeDuration) -> DayTimeDuration:
    return DayTimeDuration(left.nanoseconds + right.nanoseconds)


def _sum_months(_: State, left: YearMonthDuration, right: YearMonthDuration) -> YearMonthDuration:
    return YearMonthDuration(left.months + right.months)


_MOVES: Final[Mapping[tuple[type, type], Operation]] = {
    (Date, DayTimeDuration): _date_plus_duration,
    (Date, YearMonthDuration): _date_plus_months,
    (DateTime, DayTimeDuration): _plus_duration,
    (DateTime, YearMonthDuration): _plus_months,
    (Time, DayTimeDuration): _time_plus_duration,
    (DayTimeDuration, DayTimeDuration): _sum_time,
    (YearMonthDuration, YearMonthDuration): _sum_months,
}

OPERATIONS: Final[Mapping[str, Mapping[tuple[type, type], Operation]]] = {
    "+": {
        (str, str): join,
        **_MOVES,
        **{(b, a): _swapped(operation) for (a, b), operation in _MOVES.items() if a is not b},
    },
    "-": {
        **{types: _negated(operation) for types, operation in _MOVES.items()},
        (Date, Date): _date_difference,
        (DateTime, DateTime): difference,
        (DateTime, Date): lambda state, left, right: difference(state, left, midnight(right)),
        (Date, DateTime): lambda state, left, right: difference(state, midnight(left), right),
        (Time, Time): _time_difference,
    },
    "*": {
        (DayTimeDuration, Decimal): _scale_time,
        (YearMonthDuration, Decimal): _scale_months,
        (Decimal, DayTimeDuration): _swapped(_scale_time),
        (Decimal, YearMonthDuration): _swapped(_scale_months),
    },
    "/": {
        (DayTimeDuration, Decimal): _divide_time,
        (YearMonthDuration, Decimal): _divide_months,
        (DayTimeDuration, DayTimeDuration): _time_ratio,
        (YearMonthDuration, YearMonthDuration): _months_ratio,
    },
    "**": {},
}
