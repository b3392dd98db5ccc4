"""The FEEL date: proleptic Gregorian, years -999,999,999 to 999,999,999."""

import datetime
from dataclasses import dataclass
from typing import Final

MAXIMUM_YEAR: Final = 999_999_999
_DAYS_IN_MONTH: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_ERA: Final = 146_097  # 400 years


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A calendar date.

    Years outside 1 to 9999, which `datetime.date` cannot hold, are the reason for this type.
    """

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if abs(self.year) > MAXIMUM_YEAR:
            raise ValueError(f"the year {self.year} is out of range")
        if not 1 <= self.month <= 12:
            raise ValueError(f"there is no month {self.month}")
        if not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueError(f"month {self.month} of {self.year} has no day {self.day}")

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"

    @property
    def ordinal(self) -> int:
        """Return the number of days since 1970-01-01, negative before it."""
        year = self.year - (self.month <= 2)
        era = year // 400
        year_of_era = year - era * 400
        day_of_year = (153 * (self.month + (-3 if self.month > 2 else 9)) + 2) // 5 + self.day - 1
        day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
        return era * _DAYS_IN_ERA + day_of_era - 719_468

    @property
    def weekday(self) -> int:
        """Return the ISO day of the week, 1 (Monday) to 7 (Sunday)."""
        return (self.ordinal + 3) % 7 + 1

    def plus_days(self, days: int) -> "Date":
        """Return the date so many days later; raise ValueError beyond the last year."""
        return from_ordinal(self.ordinal + days)

    def plus_months(self, months: int) -> "Date":
        """Return the corresponding date so many months later, or that month's last day if it has none."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Date(year, month + 1, min(self.day, days_in_month(year, month + 1)))

    def to_python(self) -> datetime.date:
        """Return the `datetime.date`; raise ValueError outside the years 1 to 9999."""
        return datetime.date(self.year, self.month, self.day)


def is_leap(year: int) -> bool:
    """Say whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month, 28 to 31."""
    return 29 if month == 2 and is_leap(year) else _DAYS_IN_MONTH[month - 1]


def from_ordinal(ordinal: int) -> Date:
    """Return the date so many days after 1970-01-01."""
    shifted = ordinal + 719_468
    era, day_of_era = divmod(shifted, _DAYS_IN_ERA)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + (3 if shifted_month < 10 else -9)
    return Date(year_of_era + era * 400 + (month <= 2), month, day)


def from_python(value: datetime.date) -> Date:
    """Return the FEEL date of a `datetime.date`."""
    return Date(value.year, value.month, value.day)


def iso_week(value: Date) -> int:
    """Return the ISO 8601 week of the year, 1 to 53."""
    thursday = value.plus_days(4 - value.weekday)
    return (thursday.ordinal - Date(thursday.year, 1, 1).ordinal) // 7 + 1


def day_of_year(value: Date) -> int:
    """Return the day of the year, 1 to 366."""
    return value.ordinal - Date(value.year, 1, 1).ordinal + 1
