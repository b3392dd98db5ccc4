"""Functions that make and read dates and times (DMN 1.5, 10.3.4.1, 10.3.4.7 and 10.3.4.9)."""

from collections.abc import Callable
from datetime import UTC
from decimal import Decimal
from typing import Final

from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, overload, table
from duecourse.feel.state import State
from duecourse.feel.temporal import (
    Date,
    DateTime,
    DayTimeDuration,
    Time,
    YearMonthDuration,
    dates,
    text,
    times,
)
from duecourse.feel.temporal.durations import SECOND

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _read_date(_: State, value: str) -> Date:
    result = text.read_date(value)
    if result is None:
        raise NoResult(f"{value[:50]!r} is no date")
    return result


def _make_date(_: State, year: Decimal, month: Decimal, day: Decimal) -> Date:
    try:
        return Date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoResult(str(error)) from error


def _date_of(_: State, value: DateTime) -> Date:
    return value.date


def _read_time(_: State, value: str) -> Time:
    result = text.read_time(value)
    if result is None:
        raise NoResult(f"{value[:50]!r} is no time")
    return result


def _make_time(
    _: State, hour: Decimal, minute: Decimal, second: Decimal, offset: DayTimeDuration | None
) -> Time:
    zone = text.offset(offset.nanoseconds // SECOND) if offset is not None else None
    if offset is not None and zone is None:
        raise NoResult("the offset is too large")
    try:
        return times.make_time(int(hour), int(minute), int(second * SECOND), zone)
    except ValueError as error:
        raise NoResult(str(error)) from error


def _time_of(_: State, value: DateTime) -> Time:
    return value.time


def _time_of_date(_: State, _value: Date) -> Time:
    return Time(0, UTC)


def _read_date_time(_: State, value: str) -> DateTime:
    result = text.read_date_time(value)
    if result is None:
        raise NoResult(f"{value[:50]!r} is no date and time")
    return result


def _combine(_: State, date: Date, time: Time) -> DateTime:
    return DateTime(date, time)


def _combine_date_time(_: State, date: DateTime, time: Time) -> DateTime:
    return DateTime(date.date, time)


def _months_between(_: State, start: object, end: object) -> YearMonthDuration:
    first, last = _day(start), _day(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return YearMonthDuration(months)


def _day(value: object) -> Date:
    if isinstance(value, DateTime):
        return value.date
    if isinstance(value, Date):
        return value
    raise NoResult("the argument must be a date, or a date and time")


def _now(state: State) -> DateTime:
    environment = state.environment
    return times.from_python_datetime(environment.now.astimezone(environment.timezone))


def _today(state: State) -> Date:
    return _now(state).date


def _date_function(name: str, read: Callable[[Date], object]) -> Builtin:
    return builtin(name, lambda _, value: read(_day(value)), "date: any")


FUNCTIONS: Final[dict[str, Builtin]] = table(
    Builtin(
        "date",
        (
            overload("from: string", _read_date),
            overload("from: date and time", _date_of),
            overload("year: number, month: number, day: number", _make_date),
        ),
    ),
    Builtin(
        "time",
        (
            overload("from: string", _read_time),
            overload("from: time", lambda _, value: value),
            overload("from: date", _time_of_date),
            overload("from: date and time", _time_of),
            overload(
                "hour: number, minute: number, second: number, offset: days and time duration?", _make_time
            ),
        ),
    ),
    Builtin(
        "date and time",
        (
            overload("from: string", _read_date_time),
            overload("from: date and time", lambda _, value: value),
            overload("date: date, time: time", _combine),
            overload("date: date and time, time: time", _combine_date_time),
        ),
    ),
    builtin("years and months duration", _months_between, "from: any, to: any"),
    builtin("now", _now, ""),
    builtin("today", _today, ""),
    _date_function("day of year", lambda day: Decimal(dates.day_of_year(day))),
    _date_function("day of week", lambda day: _DAYS[day.weekday - 1]),
    _date_function("month of year", lambda day: _MONTHS[day.month - 1]),
    _date_function("week of year", lambda day: Decimal(dates.iso_week(day))),
)
