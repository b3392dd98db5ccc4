import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from duecourse.feel.temporal import times
from duecourse.feel.temporal.dates import Date
from duecourse.feel.temporal.durations import HOUR, SECOND
from duecourse.feel.temporal.times import DateTime, Time

LONDON = ZoneInfo("Europe/London")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
INSTANTS = st.integers(-(60**5), 60**5).map(lambda n: EPOCH + n * 5000 * MICROSECOND)


@given(INSTANTS)
def test_an_instant_in_a_zone_agrees_with_datetime(instant: datetime.datetime) -> None:
    local = instant.astimezone(LONDON)

    value = times.from_python_datetime(local)

    assert value.instant == (instant - EPOCH) // MICROSECOND * 1000
    assert times.from_instant(value.instant, LONDON) == value
    assert value.to_python() == local


def test_the_repeated_hour_is_told_apart() -> None:
    # given the night on which London's clocks go back
    first = DateTime(Date(2024, 10, 27), Time(HOUR, LONDON))

    second = times.from_instant(first.instant + HOUR * 1, LONDON)

    assert (str(second), second.fold) == ("2024-10-27T01:00:00@Europe/London", 1)
    assert second.instant - first.instant == HOUR


def test_a_year_beyond_datetime_keeps_its_zone() -> None:
    summer = DateTime(Date(20_024, 7, 1), Time(12 * HOUR, LONDON))

    assert times.offset_seconds(summer) == 3600
    assert times.from_instant(summer.instant, LONDON) == summer


def test_zones_are_written_as_read() -> None:
    east = datetime.timezone(datetime.timedelta(hours=5, minutes=30))

    assert [str(Time(9 * HOUR + SECOND, zone)) for zone in (None, datetime.UTC, east, LONDON)] == [
        "09:00:01",
        "09:00:01Z",
        "09:00:01+05:30",
        "09:00:01@Europe/London",
    ]
