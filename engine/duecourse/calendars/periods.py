"""ISO 8601 durations and repeating intervals, as BPMN timers use them.

Years, months, weeks and days are added to the local date and keep the local time of day; hours, minutes and
seconds are exact.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from duecourse.calendars.errors import CalendarError, PeriodError
from duecourse.calendars.working_days import add_months

_NUMBER: Final = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_DURATION: Final = re.compile(
    rf"([+-])?P(?=\d|T)(?:(\d{{1,9}})Y)?(?:(\d{{1,9}})M)?(?:(\d{{1,9}})W)?(?:(\d{{1,9}})D)?"
    rf"(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)
_CYCLE: Final = re.compile(r"R(\d{0,9})/([^/]+)(?:/([^/]+))?", re.ASCII)
MAXIMUM_TEXT: Final = 200


@dataclass(frozen=True)
class Period:
    """A duration in its three unlike parts: months and days of the calendar, and exact time."""

    months: int = 0
    days: int = 0
    time: timedelta = timedelta()

    @property
    def is_zero(self) -> bool:
        """Say whether the period has no length."""
        return not (self.months or self.days or self.time)


@dataclass(frozen=True)
class Cycle:
    """A repeating interval; `repetitions` is None for an unbounded one, `start` None for "from now"."""

    repetitions: int | None
    period: Period
    start: datetime | None = None
    end: datetime | None = None


def parse_duration(text: str) -> Period:
    """Read an ISO 8601 duration such as `P1M`, `P2W` or `-PT1H30M`; raise PeriodError."""
    match = _DURATION.fullmatch(text.strip()) if len(text) <= MAXIMUM_TEXT else None
    if match is None:
        raise PeriodError(f"{text[:MAXIMUM_TEXT]!r} is not an ISO 8601 duration")
    sign = -1 if match[1] == "-" else 1
    years, months, weeks, days = (int(part or 0) for part in match.groups()[1:5])
    hours, minutes, seconds = (Decimal((part or "0").replace(",", ".")) for part in match.groups()[5:])
    exact = timedelta(microseconds=int((hours * 3600 + minutes * 60 + seconds) * 1_000_000))
    return Period(sign * (years * 12 + months), sign * (weeks * 7 + days), sign * exact)


def parse_cycle(text: str, zone: ZoneInfo | None = None) -> Cycle:
    """Read an ISO 8601 repeating interval: `R3/PT10M`, `R/P1D`, `R5/<start>/P1D` or `R/P1D/<end>`.

    A start or end without an offset is local to `zone` (UTC if None). Raise PeriodError; a period that does
    not move forward is one, since it would repeat for ever at once.
    """
    match = _CYCLE.fullmatch(text.strip()) if len(text) <= MAXIMUM_TEXT else None
    if match is None:
        raise PeriodError(f"{text[:MAXIMUM_TEXT]!r} is not an ISO 8601 repeating interval")
    count, *parts = (part for part in match.groups() if part is not None)
    at = next((index for index, part in enumerate(parts) if part.startswith(("P", "-P"))), 0)
    period = parse_duration(parts[at])
    if not moves_forward(period):
        raise PeriodError(f"the period of {text!r} does not move forward")
    # What stands before the duration is the start, what stands after it the end.
    other = parse_instant(parts[1 - at], zone) if len(parts) == 2 else None
    start, end = (other, None) if at else (None, other)
    return Cycle(int(count) if count else None, period, start, end)


def moves_forward(period: Period) -> bool:
    """Say whether adding the period always gives a later instant."""
    parts = (period.months, period.days, period.time.total_seconds())
    return any(part > 0 for part in parts) and all(part >= 0 for part in parts)


def add_period(instant: datetime, period: Period, zone: ZoneInfo, times: int = 1) -> datetime:
    """Return the instant (in UTC) that is `times` periods after an aware one, on the local dates of `zone`.

    A repetition is counted from the first instant, so that `P1M` from 31 January gives 28 February and then
    31 March. A local time that the clocks skip moves forward by the skipped hour. Raise CalendarError when
    the result is out of range, ValueError for a naive instant.
    """
    if instant.tzinfo is None:
        raise ValueError("the instant has no time zone")
    try:
        moved = _move_dates(instant, period, zone, times) if period.months or period.days else instant
        return moved.astimezone(UTC) + period.time * times
    except OverflowError as error:
        raise CalendarError(f"the period after {instant.isoformat()} is out of range") from error


def _move_dates(instant: datetime, period: Period, zone: ZoneInfo, times: int) -> datetime:
    local = instant.astimezone(zone)
    day = add_months(local.date(), period.months * times) + timedelta(days=period.days * times)
    return datetime.combine(day, local.time(), tzinfo=zone).replace(fold=local.fold)


def parse_instant(text: str, zone: ZoneInfo | None) -> datetime:
    """Read an ISO 8601 date and time, in UTC; one without an offset is local to `zone` (UTC without one).

    As in FEEL the name of a zone may follow: `2010-04-13T09:00@Europe/London`. Raise PeriodError.
    """
    plain, _, named = text.partition("@")
    try:
        value = datetime.fromisoformat(plain)
        if value.tzinfo is None:
            value = value.replace(tzinfo=ZoneInfo(named) if named else zone or UTC)
        return value.astimezone(UTC)
    except (ValueError, OverflowError, OSError, LookupError) as error:
        raise PeriodError(f"{text[:MAXIMUM_TEXT]!r} is not an ISO 8601 date and time") from error


def parse_date(text: str) -> date:
    """Read an ISO 8601 date; raise PeriodError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise PeriodError(f"{text[:MAXIMUM_TEXT]!r} is not an ISO 8601 date") from error


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """Return the date that an aware instant has in a zone."""
    return instant.astimezone(zone).date()


def local_midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant (in UTC) at which a local date begins; raise CalendarError at the end of time."""
    try:
        return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
    except OverflowError as error:
        raise CalendarError(f"the midnight of {day} is out of range") from error
