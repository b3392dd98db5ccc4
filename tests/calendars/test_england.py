from datetime import date

import pytest

from duecourse.calendars import is_working_day, working_days_after
from duecourse.calendars.england import england


@pytest.mark.parametrize(
    "day",
    [
        date(2010, 4, 5),  # Easter Monday, which the country alone lacks
        date(2010, 8, 30),  # the August bank holiday
        date(2010, 12, 27),  # in lieu of Christmas Day, a Saturday
        date(2010, 12, 28),
        date(2011, 4, 29),  # a royal wedding
        date(2022, 9, 19),  # a state funeral
    ],
)
def test_a_bank_holiday_is_no_working_day(day: date) -> None:
    assert not is_working_day(england([day.year]), day)


def test_scotlands_holidays_are_working_days() -> None:
    assert is_working_day(england([2012]), date(2012, 1, 3))


def test_the_seed_covers_half_a_century() -> None:
    calendar = england()

    assert {day.year for day in calendar.holidays} == set(range(2000, 2051))
    assert (calendar.id, calendar.version) == ("england", 1)
    assert working_days_after(calendar, date(2010, 12, 23), 2) == date(2010, 12, 29)
