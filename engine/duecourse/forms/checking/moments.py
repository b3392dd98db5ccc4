"""Dates and times as forms take them (ISO 8601), and what can be wrong with one."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from duecourse.forms.components import DateTimeInput, Moment, ZoneFormat
from duecourse.model.json import Json

_DATE: Final = r"\d{4}-\d{2}-\d{2}"
_TIME: Final = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_ZONES: Final = {
    ZoneFormat.OFFSET: r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)",
    ZoneFormat.UTC: "Z",
    ZoneFormat.NONE: "",
}
_EXAMPLES: Final = {ZoneFormat.OFFSET: "+01:00", ZoneFormat.UTC: "Z", ZoneFormat.NONE: ""}


def wrong_moment(
    asked: DateTimeInput, value: Json, now: datetime | None, zone: ZoneInfo | None
) -> Iterator[str]:
    """Yield what is wrong with the value of a datetime, as sentences without their subject.

    ``now`` and ``zone`` decide whether a date is past; without them it is not asked.
    """
    read = _read(asked, value) if isinstance(value, str) else None
    if read is None:
        yield f"must be {example(asked)}"
    elif asked.not_in_the_past and now is not None and _is_past(read, now.astimezone(zone).date(), zone):
        yield "must not be in the past"


def example(asked: DateTimeInput) -> str:
    """Describe what a datetime takes, such as "a date such as 2026-01-31"."""
    if asked.moment is Moment.DATE:
        return "a date such as 2026-01-31"
    suffix = _EXAMPLES[asked.zone]
    if asked.moment is Moment.TIME:
        return f"a time such as 14:30{suffix}"
    return f"a date and time such as 2026-01-31T14:30{suffix}"


def _read(asked: DateTimeInput, value: str) -> date | time | None:
    """Return the date, time or date and time that a text is; None if it is none."""
    zone = _ZONES[asked.zone]
    forms: Mapping[Moment, tuple[str, Callable[[str], date | time]]] = {
        Moment.DATE: (_DATE, date.fromisoformat),
        Moment.TIME: (_TIME + zone, time.fromisoformat),
        Moment.DATETIME: (f"{_DATE}T{_TIME}{zone}", datetime.fromisoformat),
    }
    form, read = forms[asked.moment]
    if re.fullmatch(form, value, re.ASCII) is None:
        return None
    try:
        return read(value)
    except ValueError:
        return None


def _is_past(moment: date | time, today: date, zone: ZoneInfo | None) -> bool:
    """Tell whether a moment is on a day that is over; a time of day never is."""
    if isinstance(moment, time):
        return False
    if isinstance(moment, datetime):
        return _local_date(moment, zone) < today
    return moment < today


def _local_date(moment: datetime, zone: ZoneInfo | None) -> date:
    try:
        return (moment if moment.tzinfo is None else moment.astimezone(zone)).date()
    except OverflowError:  # in the first or last hours of the calendar
        return moment.date()
