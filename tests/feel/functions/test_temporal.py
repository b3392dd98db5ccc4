from decimal import Decimal

import pytest

from tests.feel.evaluating import agree, value


@pytest.mark.parametrize(
    "text",
    [
        'date("2024-02-29") => date(2024, 2, 29)',
        'date(@"2024-02-29T10:00:00Z") => @"2024-02-29"',
        'time("10:00:00+01:00") => time(10, 0, 0, @"PT1H")',
        'time(@"2024-02-29T10:00:00") => @"10:00:00"',
        'date and time(@"2024-02-29", @"10:00:00") => @"2024-02-29T10:00:00"',
        'date and time("2024-02-29") => @"2024-02-29T00:00:00"',
        'years and months duration(@"2024-01-31", @"2024-02-29") => @"P0M"',
        'years and months duration(@"2024-01-15", @"2022-01-16") => @"-P1Y11M"',
        'day of year(@"2024-12-31") => 366',
        'day of week(@"2024-02-29") => "Thursday"',
        'month of year(@"2024-02-29") => "February"',
        'week of year(@"2024-12-31") => 1',
    ],
)
def test_temporals(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text", ["date(2023, 2, 29)", 'date("x")', "time(24, 0, 0)", 'time(1, 2, 3, @"PT20H")', "day of week(5)"]
)
def test_there_is_no_result(text: str) -> None:
    assert value(text) is None


def test_the_clock_is_read_in_the_zone_of_the_environment() -> None:
    assert str(value("now()")) == "2024-07-01T13:00:00@Europe/London"
    assert str(value("today()")) == "2024-07-01"
    assert value("now().hour") == Decimal(13)
