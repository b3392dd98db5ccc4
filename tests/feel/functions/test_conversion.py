from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feel.evaluating import agree, value


@pytest.mark.parametrize(
    "text",
    [
        'number("1,234.5", ",", ".") => 1234.5',
        'number("1 234,5", " ", ",") => 1234.5',
        'number("-.5") => -0.5',
        'string(1.50) => "1.50"',
        'string(1e3) => "1000"',
        'string("a") => "a"',
        'string(["a", null, true]) => "[\\"a\\", null, true]"',
        'string({a: 1, "b c": [1..2)}) => "{a: 1, b c: [1..2)}"',
        'string(@"PT90M") => "PT1H30M"',
        'string((< 5)) => "(< 5)"',
        "not(false) => true",
        'is(@"10:00:00Z", @"10:00:00@Etc/UTC") => false',
        "is(1, 1.0) => true",
        'duration("P1Y") = @"P12M" => true',
    ],
)
def test_conversions(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        'number("a")',
        'number("1,2", ",", ",")',
        'number("1", "x", ".")',
        "string(null)",
        'duration("P1")',
        "not(1)",
    ],
)
def test_there_is_no_result(text: str) -> None:
    assert value(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**20), max_value=10**20))
def test_a_number_reads_back_from_its_text(number: Decimal) -> None:
    assert value("number(string(n)) = n", n=number) is True
