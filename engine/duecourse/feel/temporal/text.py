"""Read FEEL's temporal texts: the lexical forms of XML Schema, plus `@zone` (DMN 1.5, 10.3.4.1)."""

import datetime
import re
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from duecourse.feel.temporal import times
from duecourse.feel.temporal.dates import Date
from duecourse.feel.temporal.durations import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    DayTimeDuration,
    YearMonthDuration,
)
from duecourse.feel.temporal.times import DateTime, Time, Zone

Temporal = Date | Time | DateTime | DayTimeDuration | YearMonthDuration

_DATE: Final = r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)"
_TIME: Final = r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,30}))?(?:(Z|[+-]\d\d:\d\d(?::\d\d)?)|@([\w+/-]{1,60}))?"
_DATE_TEXT: Final = re.compile(_DATE, re.ASCII)
_TIME_TEXT: Final = re.compile(_TIME, re.ASCII)
_DATE_TIME_TEXT: Final = re.compile(f"{_DATE}T{_TIME}", re.ASCII)
_MONTHS_TEXT: Final = re.compile(r"(-)?P(?=\d)(?:(\d{1,15})Y)?(?:(\d{1,15})M)?", re.ASCII)
_DAYS_TEXT: Final = re.compile(
    r"(-)?P(?=\d|T\d)(?:(\d{1,15})D)?(?:T(?=\d)(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d{0,30}))?S)?)?",
    re.ASCII,
)


def read_date(text: str) -> Date | None:
    """Read `2010-08-31`; None if the text is no date."""
    match = _DATE_TEXT.fullmatch(text)
    return _date(match.groups()) if match else None


def read_time(text: str) -> Time | None:
    """Read `09:30:00`, with fraction, offset or `@zone`; None if the text is no time."""
    match = _TIME_TEXT.fullmatch(text)
    return _time(match.groups()) if match else None


def read_date_time(text: str) -> DateTime | None:
    """Read `2010-08-31T09:30:00@Europe/London`; a date alone is its midnight; None if it is neither."""
    match = _DATE_TIME_TEXT.fullmatch(text)
    if match is None:
        day = read_date(text)
        return DateTime(day, Time(0)) if day is not None else None
    day = _date(match.groups()[:3])
    time, days = (None, 0) if day is None else _clock(match.groups()[3:])
    try:
        return DateTime(day.plus_days(days), time) if day is not None and time is not None else None
    except ValueError:
        return None


def read_duration(text: str) -> DayTimeDuration | YearMonthDuration | None:
    """Read `P2DT3H` or `P1Y6M`; None if the text is no duration of one of the two kinds."""
    if match := _MONTHS_TEXT.fullmatch(text):
        sign, years, months = match.groups()
        total = int(years or 0) * 12 + int(months or 0)
        return YearMonthDuration(-total if sign else total)
    if match := _DAYS_TEXT.fullmatch(text):
        sign, days, hours, minutes, seconds, fraction = match.groups()
        total = int(days or 0) * DAY + int(hours or 0) * HOUR + int(minutes or 0) * MINUTE
        total += int(seconds or 0) * SECOND + _nanoseconds(fraction)
        return DayTimeDuration(-total if sign else total)
    return None


def read_temporal(text: str) -> Temporal | None:
    """Read an at-literal's text: date, time, date and time, or duration; None if it is none of them."""
    if "P" in text[:2]:
        return read_duration(text)
    return read_date(text) or read_time(text) or read_date_time(text)


@lru_cache(maxsize=512)
def region(name: str) -> ZoneInfo | None:
    """Return the named time zone of the IANA database, None if it has none such."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def offset(seconds: int) -> datetime.timezone | None:
    """Return the zone with a fixed offset in seconds, None beyond 18 hours (XML Schema allows 14)."""
    return datetime.timezone(datetime.timedelta(seconds=seconds)) if abs(seconds) <= 64_800 else None


def _nanoseconds(fraction: str | None) -> int:
    return int((fraction or "")[:9].ljust(9, "0"))


def _clock(parts: tuple[str | None, ...]) -> tuple[Time | None, int]:
    """Read a time of day and the days it adds: 24:00:00 is the midnight after (XML Schema 1.1, 3.3.7)."""
    midnight = parts[:3] == ("24", "00", "00") and not (parts[3] or "").strip("0")
    return _time(("00", *parts[1:]) if midnight else parts), int(midnight)


def _date(parts: tuple[str, ...]) -> Date | None:
    try:
        return Date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def _zone(offset_text: str | None, name: str | None) -> Zone | None:
    if name:
        return region(name)
    if not offset_text or offset_text == "Z":
        return datetime.UTC
    sign = -1 if offset_text[0] == "-" else 1
    hours, minutes, seconds = (*map(int, offset_text[1:].split(":")), 0)[:3]
    return offset(sign * (hours * 3600 + minutes * 60 + seconds)) if minutes < 60 and seconds < 60 else None


def _time(parts: tuple[str | None, ...]) -> Time | None:
    hour, minute, second, fraction, offset_part, name = parts
    zone = _zone(offset_part, name) if offset_part or name else None
    if zone is None and (offset_part or name):
        return None
    nanoseconds = int(second or 0) * SECOND + _nanoseconds(fraction)
    try:
        return times.make_time(int(hour or 0), int(minute or 0), nanoseconds, zone)
    except ValueError:
        return None
