from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.feel.evaluating import agree, value

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@pytest.mark.parametrize(
    "text",
    [
        "decimal(2.5, 0) => 2",
        "decimal(1/3, 3) => 0.333",
        "decimal(1250, -2) => 1200",
        "floor(-1.5) => -2",
        "ceiling(-1.5) => -1",
        "floor(1.567, 2) => 1.56",
        "round up(-5.5, 0) => -6",
        "round down(-5.5, 0) => -5",
        "round half up(-5.5, 0) => -6",
        "round half down(-5.5, 0) => -5",
        'abs(@"-P1D") => @"P1D"',
        "modulo(-7, 3) => 2",
        "modulo(7, -3) => -2",
        "sqrt(16) => 4",
        "round half up(log(exp(2)), 20) => 2",
        "even(4) and odd(-3) and not(even(1.5)) and even(1e40) => true",
    ],
)
def test_numbers(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    ["sqrt(-1)", "log(0)", "modulo(1, 0)", "exp(1e9)", "decimal(1, 7000)", 'abs("a")', "floor(1, null)"],
)
def test_there_is_no_result(text: str) -> None:
    assert value(text) is None


@given(NUMBERS, NUMBERS)
def test_the_modulo_is_what_floored_division_leaves(dividend: Decimal, divisor: Decimal) -> None:
    assume(divisor)

    result = value("modulo(a, b)", a=dividend, b=divisor)

    exact = Fraction(dividend) - Fraction(divisor) * (Fraction(dividend) // Fraction(divisor))
    assert isinstance(result, Decimal)
    assert Fraction(result) == exact


@given(NUMBERS, st.integers(-5, 5))
def test_decimal_rounds_half_even(number: Decimal, scale: int) -> None:
    unit = Fraction(10) ** -scale

    expected = round(Fraction(number) / unit) * unit

    result = value("decimal(n, s)", n=number, s=scale)
    assert isinstance(result, Decimal)
    assert Fraction(result) == expected
    assert number.quantize(Decimal(1), ROUND_HALF_EVEN) == value("decimal(n, 0)", n=number)
