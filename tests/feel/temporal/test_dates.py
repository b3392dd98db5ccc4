import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecourse.feel.temporal import dates
from duecourse.feel.temporal.dates import Date

EPOCH = datetime.date(1970, 1, 1)
YEARS = st.integers(-999_999_998, 999_999_998)


@given(st.dates())
def test_a_date_agrees_with_datetime(day: datetime.date) -> None:
    date = dates.from_python(day)

    assert date.ordinal == (day - EPOCH).days
    assert date.weekday == day.isoweekday()
    assert dates.iso_week(date) == day.isocalendar().week
    assert dates.day_of_year(date) == day.timetuple().tm_yday
    assert dates.from_ordinal(date.ordinal) == date
    assert str(date) == day.isoformat()
    assert date.to_python() == day


@given(YEARS, st.integers(1, 12), st.integers(1, 28))
def test_every_year_counts_its_days(year: int, month: int, day: int) -> None:
    date = Date(year, month, day)

    assert dates.from_ordinal(date.ordinal) == date
    assert date.plus_days(1).ordinal == date.ordinal + 1


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(3000, 1, 1)), st.integers(-2000, 2000))
def test_months_lead_to_the_corresponding_date(day: datetime.date, months: int) -> None:
    moved = dates.from_python(day).plus_months(months)

    # Slowly: month by month, then back from a day that the month lacks.
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    last = day.day
    while last > 28:
        try:
            datetime.date(year, month, last)
            break
        except ValueError:
            last -= 1
    assert moved == Date(year, month, last)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2023, 2, 29), (2024, 13, 1), (2024, 4, 31), (10**9, 1, 1)]
)
def test_there_is_no_such_date(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"no (day|month)|out of range"):
        Date(year, month, day)


def test_years_are_written_with_four_digits_at_least() -> None:
    assert [str(Date(year, 1, 2)) for year in (5, -5, 12345)] == ["0005-01-02", "-0005-01-02", "12345-01-02"]
