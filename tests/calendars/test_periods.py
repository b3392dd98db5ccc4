from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecourse.calendars import (
    CalendarError,
    Cycle,
    Period,
    PeriodError,
    add_period,
    parse_cycle,
    parse_duration,
)

LONDON = ZoneInfo("Europe/London")


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P1M", Period(months=1)),
        ("P1Y2M", Period(months=14)),
        ("P2W", Period(days=14)),
        ("P1DT12H", Period(days=1, time=timedelta(hours=12))),
        ("PT0.5S", Period(time=timedelta(milliseconds=500))),
        ("PT1,5H", Period(time=timedelta(minutes=90))),
        ("-P1D", Period(days=-1)),
        ("PT24H", Period(time=timedelta(hours=24))),
    ],
)
def test_a_duration_is_read(text: str, expected: Period) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "1D", "P1.5D", "P1S", "P-1D", "P1D2M", "PT1H1D", "p1d", "P" + "1" * 300]
)
def test_this_is_no_duration(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R3/PT10M", Cycle(3, Period(time=timedelta(minutes=10)))),
        ("R/P1D", Cycle(None, Period(days=1))),
        ("R5/2024-01-01T09:00:00Z/P1D", Cycle(5, Period(days=1), _utc("2024-01-01T09:00:00"))),
        ("R5/2024-07-01T09:00:00/P1D", Cycle(5, Period(days=1), _utc("2024-07-01T08:00:00"))),
        ("R/P1D/2024-02-01T00:00:00Z", Cycle(None, Period(days=1), None, _utc("2024-02-01T00:00:00"))),
        ("R0/P1D", Cycle(0, Period(days=1))),
    ],
)
def test_a_cycle_is_read(text: str, expected: Cycle) -> None:
    assert parse_cycle(text, LONDON) == expected


@pytest.mark.parametrize(
    "text",
    [
        "R/",
        "3/PT1M",
        "R3",
        "R-1/PT1M",
        "R/PT0S",
        "R/-P1D",
        "R/soon/P1D",
        "R/2024-01-01T09:00:00Z",
        "R/P1D/PT1H",
        "R/2024-01-01T09:00:00Z/P1D/2024-02-01T09:00:00Z",
    ],
)
def test_this_is_no_cycle(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_cycle(text)


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("2024-01-31T12:00:00", "P1M", "2024-02-29T12:00:00"),
        ("2023-01-31T12:00:00", "P1M", "2023-02-28T12:00:00"),
        # London's clocks go forward on 31 March 2024 at 01:00 and back on 27 October 2024 at 02:00.
        ("2024-03-30T12:00:00", "P1D", "2024-03-31T11:00:00"),
        ("2024-03-30T12:00:00", "PT24H", "2024-03-31T12:00:00"),
        ("2024-10-26T11:00:00", "P1D", "2024-10-27T12:00:00"),
        ("2024-03-30T01:30:00", "P1D", "2024-03-31T01:30:00"),
        # 23:30 in UTC is already 1 July in London.
        ("2024-06-30T23:30:00", "P1M", "2024-07-31T23:30:00"),
        ("2024-01-01T00:00:00", "P1M1DT1H", "2024-02-02T01:00:00"),
        ("2024-03-31T12:00:00", "-P1M", "2024-02-29T13:00:00"),
    ],
)
def test_a_period_is_added_on_local_dates(start: str, text: str, expected: str) -> None:
    assert add_period(_utc(start), parse_duration(text), LONDON) == _utc(expected)


def test_repetitions_count_from_the_first() -> None:
    month = parse_duration("P1M")

    days = [add_period(_utc("2024-01-31T12:00:00"), month, LONDON, times).day for times in range(1, 5)]

    assert days == [29, 31, 30, 31]


@given(
    st.integers(0, 3 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.integers(0, 400),
    st.integers(0, 10**6),
)
def test_days_keep_the_local_time_and_seconds_are_exact(start: datetime, days: int, seconds: int) -> None:
    by_days = add_period(start, Period(days=days), LONDON).astimezone(LONDON)
    local = start.astimezone(LONDON)

    assert by_days.date() == local.date() + timedelta(days=days)
    # Only a time that the clocks skip may differ, by the hour they skip.
    shift = timedelta(hours=by_days.hour - local.hour, minutes=by_days.minute - local.minute)
    assert shift in (timedelta(0), timedelta(hours=1))
    assert add_period(start, Period(time=timedelta(seconds=seconds)), LONDON) - start == timedelta(
        seconds=seconds
    )


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        add_period(datetime(2024, 1, 1), Period(days=1), LONDON)  # noqa: DTZ001 - that is the fault


def test_a_period_out_of_range_is_refused() -> None:
    with pytest.raises(CalendarError, match="out of range"):
        add_period(_utc("9999-12-31T00:00:00"), Period(days=2), LONDON)
    with pytest.raises(CalendarError, match="out of range"):
        add_period(_utc("2024-01-01T00:00:00"), Period(months=10**9), LONDON)
