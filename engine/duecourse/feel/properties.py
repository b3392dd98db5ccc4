"""Properties of temporals and ranges (DMN 1.5, 10.3.2.13.2, table 53)."""

from collections.abc import Callable, Mapping
from datetime import timezone
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from duecourse.feel.temporal import Date, DateTime, DayTimeDuration, Time, YearMonthDuration, times
from duecourse.feel.temporal.durations import DAY, HOUR, MINUTE, SECOND
from duecourse.feel.values import Range

Property = Callable[..., object]


def _offset(value: Time | DateTime) -> DayTimeDuration | None:
    if value.zone is None:
        return None
    seconds = times.offset_seconds(value) if isinstance(value, DateTime) else times.time_offset_seconds(value)
    return DayTimeDuration(seconds * SECOND)


def _zone(value: Time | DateTime) -> str | None:
    zone = value.zone
    if isinstance(zone, timezone):
        seconds = zone.utcoffset(None).total_seconds()
        return times.offset_text(int(seconds)) if seconds else "Z"
    return zone.key if isinstance(zone, ZoneInfo) else None


def _signed(nanoseconds: int, unit: int, modulus: int) -> Decimal:
    sign = -1 if nanoseconds < 0 else 1
    return Decimal(sign * (abs(nanoseconds) // unit % modulus))


def _years(value: YearMonthDuration) -> Decimal:
    return Decimal((-1 if value.months < 0 else 1) * (abs(value.months) // 12))


def _months(value: YearMonthDuration) -> Decimal:
    return Decimal((-1 if value.months < 0 else 1) * (abs(value.months) % 12))


_OF_DATE: Final[Mapping[str, Property]] = {
    "year": lambda value: Decimal(value.year),
    "month": lambda value: Decimal(value.month),
    "day": lambda value: Decimal(value.day),
    "weekday": lambda value: Decimal(value.weekday),
}
_OF_TIME: Final[Mapping[str, Property]] = {
    "hour": lambda value: Decimal(value.hour),
    "minute": lambda value: Decimal(value.minute),
    "second": lambda value: Decimal(value.second),
}
_OF_ZONE: Final[Mapping[str, Property]] = {"time offset": _offset, "timezone": _zone}


def _date_part(read: Property) -> Property:
    return lambda value: read(value.date)


def _time_part(read: Property) -> Property:
    return lambda value: read(value.time)


PROPERTIES: Final[Mapping[type, Mapping[str, Property]]] = {
    Date: _OF_DATE,
    Time: {**_OF_TIME, **_OF_ZONE},
    DateTime: {
        **{name: _date_part(read) for name, read in _OF_DATE.items()},
        **{name: _time_part(read) for name, read in _OF_TIME.items()},
        **_OF_ZONE,
    },
    DayTimeDuration: {
        "days": lambda value: _signed(value.nanoseconds, DAY, 10**30),
        "hours": lambda value: _signed(value.nanoseconds, HOUR, 24),
        "minutes": lambda value: _signed(value.nanoseconds, MINUTE, 60),
        "seconds": lambda value: _signed(value.nanoseconds, SECOND, 60),
    },
    YearMonthDuration: {"years": _years, "months": _months},
    Range: {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
}
