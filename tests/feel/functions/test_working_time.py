import pytest

from tests.feel.evaluating import agree, value, warned


@pytest.mark.parametrize(
    "text",
    [
        # Christmas Day and Boxing Day of 2024 are a Wednesday and a Thursday.
        'working days after("2024-12-23", 2) => @"2024-12-27"',
        'working days after(@"2024-12-23", 2, "plain") => @"2024-12-25"',
        'working days after(date: "2024-12-28", days: 1) => @"2024-12-30"',
        'working days after("2024-12-27", -1) => @"2024-12-24"',
        'working days after("2024-12-25", 0) => @"2024-12-25"',
        'working days after(@"2024-06-30T23:30:00Z", 0) => @"2024-07-01"',
        'working days after("2024-06-30T23:30+00:00", 0) => @"2024-07-01"',
        'working days between("2024-12-23", "2024-12-27") => 2',
        'working days between("2024-12-27", "2024-12-23") => -2',
        'is working day("2024-12-26") => false',
        'is working day("2024-12-26", "plain") => true',
        'add months("2010-08-31", 6) => @"2011-02-28"',
        'add months(@"2012-02-29", -12) => @"2011-02-28"',
        'end of day("2024-07-01") => @"2024-07-02T00:00:00@Europe/London"',
    ],
)
def test_working_time(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('working days after("soon", 2)', "must be a date"),
        ("working days after(null, 2)", "must be a date"),
        ('working days after("2024-12-23", 1.5)', "must be an integer"),
        ('working days after("2024-12-23", 1, "nowhere")', "no calendar nowhere"),
        ('add months("9999-12-31", 1)', "out of range"),
        ('is working day("12024-12-31")', "out of range"),
        ('end of day("9999-12-31")', "out of range"),
    ],
)
def test_there_is_no_result(text: str, reason: str) -> None:
    result, warnings = warned(text)

    assert result is None
    assert reason in warnings[0]


def test_the_expression_knows_the_variable_of_a_clock() -> None:
    assert value('working days after(received.on, 2) = @"2024-12-27"', received={"on": "2024-12-23"}) is True
