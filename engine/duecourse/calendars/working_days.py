"""Arithmetic on working days and corresponding dates.

The legal reading: the day of the event is not counted (Lester v Garland), a period of months ends on the
corresponding date, or on the month's last day where there is none (Dodds v Walker [1981] 1 WLR 1027), and
nothing is moved off a non-working day.
"""

import calendar as months
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from duecourse.calendars.errors import CalendarError

SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})
MAXIMUM_DAYS: Final = 100_000


@dataclass(frozen=True)
class Calendar:
    """A versioned set of non-working days.

    `weekend` holds days of the week as `date.weekday()` counts them (Monday is 0), `holidays` maps a date to
    the name of its holiday.
    """

    id: str
    version: int = 1
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.weekend <= frozenset(range(7)):
            raise CalendarError(f"weekend of {self.id}: days of the week are 0 (Monday) to 6 (Sunday)")
        if len(self.weekend) == 7:
            raise CalendarError(f"weekend of {self.id}: a week needs a working day")
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Say whether a date is neither a weekend day nor a holiday."""
    return day.weekday() not in calendar.weekend and day not in calendar.holidays


def working_days_after(calendar: Calendar, start: date, days: int) -> date:
    """Return the date so many working days after `start`, which is itself not counted.

    Zero days gives `start`, even if it is no working day; a negative number counts back. Raise CalendarError
    beyond 100,000 days or outside the years 1 to 9999.
    """
    if abs(days) > MAXIMUM_DAYS:
        raise CalendarError(f"{days} working days are more than {MAXIMUM_DAYS}")
    step = timedelta(days=1 if days > 0 else -1)
    day, left = start, abs(days)
    try:
        while left:
            day += step
            left -= is_working_day(calendar, day)
    except OverflowError as error:
        raise CalendarError(f"{days} working days after {start} is out of range") from error
    return day


def working_days_between(calendar: Calendar, first: date, last: date) -> int:
    """Count the working days after `first` up to and including `last`; negative if `last` is earlier.

    So `working_days_between(c, d, working_days_after(c, d, n))` is n.
    """
    if last < first:
        return -is_working_day(calendar, last) - working_days_between(
            calendar, last, first - timedelta(days=1)
        )
    weeks, rest = divmod((last - first).days, 7)
    count = weeks * (7 - len(calendar.weekend))
    count += sum((first.weekday() + offset) % 7 not in calendar.weekend for offset in range(1, rest + 1))
    holidays = (day for day in calendar.holidays if first < day <= last)
    return count - sum(day.weekday() not in calendar.weekend for day in holidays)


def add_months(day: date, count: int) -> date:
    """Return the corresponding date so many months later (31 August + 6 months is 28 or 29 February).

    Raise CalendarError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise CalendarError(f"{count} months after {day} is out of range")
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant (in UTC) at which a local date is over: midnight at the start of the next day."""
    try:
        following = day + timedelta(days=1)
    except OverflowError as error:
        raise CalendarError(f"the end of {day} is out of range") from error
    return datetime.combine(following, time(), tzinfo=zone).astimezone(UTC)
