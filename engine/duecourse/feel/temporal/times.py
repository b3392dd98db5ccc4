"""The FEEL time and date and time, with offset, with named zone, or local."""

import datetime
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from duecourse.feel.temporal import dates
from duecourse.feel.temporal.dates import Date
from duecourse.feel.temporal.durations import DAY, HOUR, MINUTE, SECOND, seconds_text

Zone = datetime.timezone | ZoneInfo

# A time of day in a named zone has no date to take an offset from, so every evaluation takes this one.
_REFERENCE_DATE: Final = Date(2000, 1, 1)
# Any run of 400 years has the same calendar: a date outside datetime's range borrows its rules from here.
_BORROWED_YEARS: Final = 9200


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in nanoseconds from midnight, with a zone or local (None)."""

    nanoseconds: int
    zone: Zone | None = None

    @property
    def hour(self) -> int:
        """Return the hour, 0 to 23."""
        return self.nanoseconds // HOUR

    @property
    def minute(self) -> int:
        """Return the minute, 0 to 59."""
        return self.nanoseconds // MINUTE % 60

    @property
    def second(self) -> int:
        """Return the whole second, 0 to 59."""
        return self.nanoseconds // SECOND % 60

    def __str__(self) -> str:
        seconds = seconds_text(self.nanoseconds % MINUTE, width=2)
        return f"{self.hour:02d}:{self.minute:02d}:{seconds}{zone_text(self.zone)}"

    def to_python(self) -> datetime.time:
        """Return the `datetime.time`, cut to microseconds."""
        microsecond = self.nanoseconds % SECOND // 1000
        return datetime.time(self.hour, self.minute, self.second, microsecond, tzinfo=self.zone)


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date and a time of day; `fold` is 1 for the second pass of an hour that the clocks repeat."""

    date: Date
    time: Time
    fold: int = 0

    @property
    def zone(self) -> Zone | None:
        """Return the zone, None if local."""
        return self.time.zone

    @property
    def local_nanoseconds(self) -> int:
        """Return nanoseconds since 1970-01-01T00:00:00 on the local clock."""
        return self.date.ordinal * DAY + self.time.nanoseconds

    @property
    def instant(self) -> int:
        """Return nanoseconds since 1970-01-01T00:00:00Z; a local value counts as UTC."""
        return self.local_nanoseconds - offset_seconds(self) * SECOND

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"

    def to_python(self) -> datetime.datetime:
        """Return the `datetime.datetime`, cut to microseconds; raise ValueError outside years 1 to 9999."""
        day, time = self.date.to_python(), self.time.to_python()
        return datetime.datetime.combine(day, time).replace(fold=self.fold)


def make_time(hour: int, minute: int, nanoseconds: int, zone: Zone | None) -> Time:
    """Return a time of day; `nanoseconds` are those within the minute.

    Raise ValueError if there is none such.
    """
    if not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= nanoseconds < MINUTE):
        raise ValueError("there is no such time of day")
    return Time(hour * HOUR + minute * MINUTE + nanoseconds, zone)


def zone_text(zone: Zone | None) -> str:
    """Return a zone as FEEL writes it: `Z`, `+01:00`, `@Europe/London` or nothing."""
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    seconds = int(zone.utcoffset(None).total_seconds())
    return "Z" if not seconds else offset_text(seconds)


def offset_text(seconds: int) -> str:
    """Return an offset in seconds as `+hh:mm`, with seconds if it has any."""
    minutes, rest = divmod(abs(seconds), 60)
    text = f"{'-' if seconds < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{rest:02d}" if rest else text


def _borrowed(value: Date) -> datetime.date:
    year = value.year
    if not 2 <= year <= 9998:
        year = _BORROWED_YEARS + year % 400 if year > 0 else 1000 + year % 400
    return datetime.date(year, value.month, value.day)


def offset_seconds(value: DateTime) -> int:
    """Return the offset from UTC in seconds at a local date and time, 0 if it has no zone."""
    zone = value.zone
    if zone is None:
        return 0
    if isinstance(zone, datetime.timezone):
        return int(zone.utcoffset(None).total_seconds())
    seconds = value.time.nanoseconds // SECOND
    midnight = datetime.datetime.combine(_borrowed(value.date), datetime.time(), tzinfo=zone)
    offset = (midnight + datetime.timedelta(seconds=seconds)).replace(fold=value.fold).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def time_offset_seconds(value: Time) -> int:
    """Return the offset from UTC in seconds of a time of day, 0 if it has no zone."""
    return offset_seconds(DateTime(_REFERENCE_DATE, value))


def from_instant(instant: int, zone: Zone | None) -> DateTime:
    """Return the date and time in a zone at so many nanoseconds since 1970-01-01T00:00:00Z."""
    offset, fold = 0, 0
    if isinstance(zone, datetime.timezone):
        offset = int(zone.utcoffset(None).total_seconds())
    elif zone is not None:
        offset, fold = _region_offset(instant, zone)
    days, rest = divmod(instant + offset * SECOND, DAY)
    return DateTime(dates.from_ordinal(days), Time(rest, zone), fold)


def _region_offset(instant: int, zone: ZoneInfo) -> tuple[int, int]:
    days, rest = divmod(instant, DAY)
    utc = datetime.datetime.combine(_borrowed(dates.from_ordinal(days)), datetime.time(), datetime.UTC)
    local = (utc + datetime.timedelta(seconds=rest // SECOND)).astimezone(zone)
    offset = local.utcoffset()
    return (int(offset.total_seconds()) if offset is not None else 0), local.fold


def from_python_time(value: datetime.time) -> Time:
    """Return the FEEL time of a `datetime.time`."""
    whole = (value.hour * 3600 + value.minute * 60 + value.second) * SECOND
    return Time(whole + value.microsecond * 1000, _feel_zone(value.tzinfo, value.utcoffset()))


def from_python_datetime(value: datetime.datetime) -> DateTime:
    """Return the FEEL date and time of a `datetime.datetime`."""
    time = from_python_time(value.time())
    zone = _feel_zone(value.tzinfo, value.utcoffset())
    return DateTime(dates.from_python(value.date()), Time(time.nanoseconds, zone), value.fold)


def _feel_zone(zone: datetime.tzinfo | None, offset: datetime.timedelta | None) -> Zone | None:
    if isinstance(zone, datetime.timezone) or (isinstance(zone, ZoneInfo) and zone.key):
        return zone
    return datetime.timezone(offset) if offset is not None else None
