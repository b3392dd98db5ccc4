from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecourse.calendars import (
    Calendar,
    CalendarError,
    add_months,
    end_of_day,
    is_working_day,
    working_days_after,
    working_days_between,
)

LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    Calendar,
    id=st.just("any"),
    weekend=st.frozensets(st.integers(0, 6), max_size=6),
    holidays=st.dictionaries(DAYS, st.just("holiday"), max_size=40),
)


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_working_days_after_counts_one_by_one(calendar: Calendar, start: date, days: int) -> None:
    result = working_days_after(calendar, start, days)

    following = [start + timedelta(days=offset) for offset in range(1, (result - start).days + 1)]
    assert (
        sum(day.weekday() not in calendar.weekend and day not in calendar.holidays for day in following)
        == days
    )
    assert days == 0 or is_working_day(calendar, result)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_counting_back_mirrors_counting_forward(calendar: Calendar, start: date, days: int) -> None:
    earlier = working_days_after(calendar, start, -days)

    between = [earlier + timedelta(days=offset) for offset in range((start - earlier).days)]
    assert sum(is_working_day(calendar, day) for day in between) == days


@given(CALENDARS, DAYS, DAYS)
def test_between_counts_the_last_day_and_not_the_first(calendar: Calendar, first: date, last: date) -> None:
    slowly = sum(
        is_working_day(calendar, first + timedelta(days=offset))
        for offset in range(1, (last - first).days + 1)
    )

    if last >= first:
        assert working_days_between(calendar, first, last) == slowly
    else:
        assert working_days_between(calendar, first, last) == -sum(
            is_working_day(calendar, last + timedelta(days=offset)) for offset in range((first - last).days)
        )


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_between_undoes_after(calendar: Calendar, start: date, days: int) -> None:
    assert working_days_between(calendar, start, working_days_after(calendar, start, days)) == days


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2010, 8, 31), 6, date(2011, 2, 28)),
        (date(2011, 8, 31), 6, date(2012, 2, 29)),
        (date(2010, 8, 30), 1, date(2010, 9, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_a_month_ends_on_the_corresponding_date(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 1, 15), datetime(2024, 1, 16, 0, tzinfo=UTC)),
        (date(2024, 7, 15), datetime(2024, 7, 15, 23, tzinfo=UTC)),
        (date(2024, 3, 30), datetime(2024, 3, 31, 0, tzinfo=UTC)),
        (date(2024, 3, 31), datetime(2024, 3, 31, 23, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_local_midnight(day: date, expected: datetime) -> None:
    assert end_of_day(day, LONDON) == expected


def test_a_calendar_cannot_be_changed() -> None:
    holidays = {date(2024, 12, 25): "Christmas Day"}
    calendar = Calendar("c", holidays=holidays)

    holidays.clear()

    assert not is_working_day(calendar, date(2024, 12, 25))
    with pytest.raises(TypeError):
        calendar.holidays[date(2024, 1, 1)] = "x"  # type: ignore[index]  # that is the fault


@pytest.mark.parametrize("weekend", [frozenset({7}), frozenset(range(7))])
def test_a_weekend_leaves_a_working_day(weekend: frozenset[int]) -> None:
    with pytest.raises(CalendarError):
        Calendar("c", weekend=weekend)


def test_a_result_out_of_range_is_refused() -> None:
    calendar = Calendar("c")

    with pytest.raises(CalendarError, match="out of range"):
        working_days_after(calendar, date(9999, 12, 30), 5)
    with pytest.raises(CalendarError, match="more than 100000"):
        working_days_after(calendar, date(2024, 1, 1), 100_001)
    with pytest.raises(CalendarError, match="out of range"):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(CalendarError, match="out of range"):
        end_of_day(date(9999, 12, 31), LONDON)
