"""The two FEEL durations: years and months, days and time."""

import datetime
from dataclasses import dataclass
from typing import Final

SECOND: Final = 1_000_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


@dataclass(frozen=True, slots=True, order=True)
class YearMonthDuration:
    """A years and months duration, held in months."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        if not years and not months:
            return "P0M"
        sign = "-" if self.months < 0 else ""
        return f"{sign}P{f'{years}Y' if years else ''}{f'{months}M' if months else ''}"


@dataclass(frozen=True, slots=True, order=True)
class DayTimeDuration:
    """A days and time duration, held in nanoseconds."""

    nanoseconds: int

    def __str__(self) -> str:
        if not self.nanoseconds:
            return "PT0S"
        days, rest = divmod(abs(self.nanoseconds), DAY)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        text = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M")) if n)
        if rest:
            text += f"{seconds_text(rest)}S"
        sign = "-" if self.nanoseconds < 0 else ""
        return f"{sign}P{f'{days}D' if days else ''}{f'T{text}' if text else ''}"

    def to_python(self) -> datetime.timedelta:
        """Return the `datetime.timedelta`, cut to microseconds; raise OverflowError if it is too long."""
        sign = -1 if self.nanoseconds < 0 else 1
        return sign * datetime.timedelta(microseconds=abs(self.nanoseconds) // 1000)


def seconds_text(nanoseconds: int, width: int = 1) -> str:
    """Return nanoseconds as decimal seconds without trailing zeros; `width` pads the whole seconds."""
    whole, fraction = divmod(nanoseconds, SECOND)
    text = f"{whole:0{width}d}"
    return f"{text}.{fraction:09d}".rstrip("0") if fraction else text


def from_python(value: datetime.timedelta) -> DayTimeDuration:
    """Return the FEEL duration of a `datetime.timedelta`."""
    return DayTimeDuration((value.days * 86_400 + value.seconds) * SECOND + value.microseconds * 1000)
