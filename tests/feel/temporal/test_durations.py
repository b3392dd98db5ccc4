import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecourse.feel.temporal import durations
from duecourse.feel.temporal.durations import DAY, HOUR, SECOND, DayTimeDuration, YearMonthDuration
from duecourse.feel.temporal.text import read_duration


@given(st.integers(-(10**25), 10**25))
def test_a_days_and_time_duration_reads_back(nanoseconds: int) -> None:
    duration = DayTimeDuration(nanoseconds)

    assert read_duration(str(duration)) == duration or abs(nanoseconds) > 10**14 * DAY


@given(st.integers(-(10**12), 10**12))
def test_a_years_and_months_duration_reads_back(months: int) -> None:
    duration = YearMonthDuration(months)

    assert read_duration(str(duration)) == duration


@given(st.timedeltas())
def test_a_timedelta_survives(delta: datetime.timedelta) -> None:
    assert durations.from_python(delta).to_python() == delta


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [
        (0, "PT0S"),
        (DAY, "P1D"),
        (-DAY - HOUR, "-P1DT1H"),
        (90 * SECOND, "PT1M30S"),
        (SECOND // 4, "PT0.25S"),
        (36 * HOUR, "P1DT12H"),
    ],
)
def test_a_duration_is_written_in_its_largest_units(nanoseconds: int, text: str) -> None:
    assert str(DayTimeDuration(nanoseconds)) == text
