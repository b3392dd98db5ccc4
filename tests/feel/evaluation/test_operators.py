import pytest

from tests.feel.evaluating import agree, value, warned


@pytest.mark.parametrize(
    "text",
    [
        "0.1 + 0.2 => 0.3",
        "1 / 3 * 3 => 0.9999999999999999999999999999999999",
        '"a" + "b" => "ab"',
        'date("2024-01-31") + duration("P1M") => date("2024-02-29")',
        'date("2024-02-29") - duration("P1Y") => date("2023-02-28")',
        'date("2024-03-01") - date("2024-02-01") => duration("P29D")',
        '@"2024-01-01T10:00:00" - @"2024-01-01" => null',
        '@"2024-01-01T10:00:00Z" - @"2024-01-01" => duration("PT10H")',
        '@"10:00:00" + @"PT15H" => @"01:00:00"',
        '@"10:00:00" - @"09:00:00" => @"PT1H"',
        '@"P1D" * 1.5 => @"PT36H"',
        '@"P1Y" / 4 => @"P3M"',
        '@"P1D" / @"PT1H" => 24',
        '-@"P1D" => @"-P1D"',
        '@"2024-03-30T12:00:00@Europe/London" + @"P1D" => @"2024-03-31T13:00:00@Europe/London"',
        '@"2024-03-30T12:00:00@Europe/London" + @"P1M" => @"2024-04-30T12:00:00@Europe/London"',
    ],
)
def test_arithmetic(text: str) -> None:
    if text.endswith("null"):
        assert value(text.split("=>")[0]) is None
    else:
        assert agree(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 / 0", "division by zero"),
        ('1 + "a"', "number + string is not defined"),
        ("10 ** 7000", "not a number in range"),
        ("-true", "a boolean cannot be negated"),
        ("null + 1", "null + number is not defined"),
        ('1 < "a"', "number < string cannot be compared"),
        ("true = 1", "boolean = number cannot be compared"),
        ('1 between "a" and 2', "no order with these ends"),
        ('date("999999999-12-31") + @"P1D"', "out of range"),
        ("1 and true", "`and` of a number"),
        ("1 instance of unheard", "there is no type unheard"),
        ("unheard", "there is no variable unheard"),
        ('@"2024-13-01"', "is no date, time, date and time or duration"),
    ],
)
def test_what_cannot_be_is_null_with_a_reason(text: str, reason: str) -> None:
    result, warnings = warned(text)

    assert result is None
    assert any(reason in warning for warning in warnings)


@pytest.mark.parametrize(
    ("left", "right", "conjunction", "disjunction"),
    [
        ("true", "true", True, True),
        ("true", "false", False, True),
        ("false", "false", False, False),
        ("true", "null", None, True),
        ("false", "null", False, None),
        ("null", "null", None, None),
        ("1", "true", None, True),
        ("1", "false", False, None),
    ],
)
def test_logic_has_three_values(left: str, right: str, conjunction: object, disjunction: object) -> None:
    for first, second in ((left, right), (right, left)):
        assert value(f"{first} and {second}") is conjunction
        assert value(f"{first} or {second}") is disjunction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("null = null", True),
        ("1 != null", True),
        ("1.0 = 1", True),
        ("[1, [2]] = [1, [2]]", True),
        ("[1, 2] = [2, 1]", False),
        ('{a: 1, b: "x"} = {b: "x", a: 1}', True),
        ("[1..3] = (0..3]", False),
        ('@"2024-07-01T12:00:00Z" = @"2024-07-01T13:00:00@Europe/London"', True),
        ('@"12:00:00" = @"12:00:00Z"', False),
        ('@"2024-01-01" < @"2024-01-02"', True),
        ('"a" < "b"', True),
        ("2 between 2 and 3", True),
        ("4 between 2 and 3", False),
        ('@"P1Y" > @"P11M"', True),
    ],
)
def test_comparison(text: str, expected: bool) -> None:
    assert value(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 instance of number", True),
        ("null instance of number", False),
        ("[1, 2] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("{a: 1} instance of context<a: number>", True),
        ("{a: 1} instance of context<b: number>", False),
        ("[1..2] instance of range<number>", True),
        ('@"PT1H" instance of days and time duration', True),
        ('@"2024-01-01T00:00:00" instance of date and time', True),
        ("(function(a: number) a) instance of function<number> -> Any", True),
        ("(function(a) a) instance of function<number, number> -> Any", False),
    ],
)
def test_instance_of(text: str, expected: bool) -> None:
    assert value(text) is expected
