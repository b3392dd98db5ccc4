"""Working-time functions, beyond the standard: the clocks of statutory procedures.

They take a date, a date and time (its local date), or an ISO 8601 text of either.
"""

import datetime
from decimal import Decimal
from typing import Final

from duecourse.calendars import (
    Calendar,
    CalendarError,
    add_months,
    end_of_day,
    is_working_day,
    working_days_after,
    working_days_between,
)
from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, table
from duecourse.feel.numbers import is_integer
from duecourse.feel.state import State
from duecourse.feel.temporal import Date, DateTime, dates, times
from duecourse.feel.temporal.text import read_temporal

_LONGEST_TEXT: Final = 50


def _day(state: State, value: object) -> datetime.date:
    read = _read(value) if isinstance(value, str) else value
    if isinstance(read, DateTime):
        read = _local_date(state, read)
    if not isinstance(read, Date):
        raise NoResult("the argument must be a date, a date and time, or the text of one")
    try:
        return read.to_python()
    except ValueError as error:
        raise NoResult(f"the year of {read} is out of range") from error


def _read(text: str) -> object:
    """Read ISO 8601 text, also of a minute without seconds, as forms give it."""
    read = read_temporal(text)
    if read is not None or len(text) > _LONGEST_TEXT:
        return read
    try:
        return times.from_python_datetime(datetime.datetime.fromisoformat(text))
    except ValueError:
        return None


def _local_date(state: State, value: DateTime) -> Date:
    """Return the date on the environment's clock: a zoned instant late in the day may fall on the next."""
    return (
        value.date
        if value.zone is None
        else times.from_instant(value.instant, state.environment.timezone).date
    )


def _count(value: Decimal) -> int:
    if not is_integer(value) or abs(value) > 1_000_000:
        raise NoResult("the count must be an integer up to a million")
    return int(value)


def _calendar(state: State, name: str | None) -> Calendar:
    if name is None:
        return state.environment.calendar
    calendar = state.environment.calendars.get(name)
    if calendar is None:
        raise NoResult(f"there is no calendar {name}")
    return calendar


def _working_days_after(state: State, start: object, days: Decimal, calendar: str | None) -> Date:
    count = _count(days)
    state.charge(1 + abs(count))
    try:
        return dates.from_python(working_days_after(_calendar(state, calendar), _day(state, start), count))
    except CalendarError as error:
        raise NoResult(error.detail) from error


def _working_days_between(state: State, first: object, last: object, calendar: str | None) -> Decimal:
    start, end = _day(state, first), _day(state, last)
    used = _calendar(state, calendar)
    state.charge(1 + len(used.holidays) // 8)
    return Decimal(working_days_between(used, start, end))


def _is_working_day(state: State, day: object, calendar: str | None) -> bool:
    return is_working_day(_calendar(state, calendar), _day(state, day))


def _add_months(state: State, day: object, months: Decimal) -> Date:
    try:
        return dates.from_python(add_months(_day(state, day), _count(months)))
    except CalendarError as error:
        raise NoResult(error.detail) from error


def _end_of_day(state: State, day: object) -> DateTime:
    zone = state.environment.timezone
    try:
        return times.from_python_datetime(end_of_day(_day(state, day), zone).astimezone(zone))
    except CalendarError as error:
        raise NoResult(error.detail) from error


FUNCTIONS: Final[dict[str, Builtin]] = table(
    builtin("working days after", _working_days_after, "date: any, days: number, calendar: string?"),
    builtin("working days between", _working_days_between, "from: any, to: any, calendar: string?"),
    builtin("is working day", _is_working_day, "date: any, calendar: string?"),
    builtin("add months", _add_months, "date: any, months: number"),
    builtin("end of day", _end_of_day, "date: any"),
)
