"""FEEL numbers: decimals of 34 digits, rounded half even (IEEE 754-2008 decimal128)."""

from decimal import (
    ROUND_HALF_EVEN,
    Clamped,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Final

CONTEXT: Final = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
EXACT: Final = Context(prec=7000, Emin=-9999, Emax=9999, traps=[InvalidOperation, Overflow])
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
MAXIMUM_BITS: Final = 20_500  # an integer of more bits is beyond the greatest number


def number(value: int | str | Decimal) -> Decimal | None:
    """Return the number of an integer, a text or a decimal, rounded to 34 digits; None if there is none."""
    if isinstance(value, int) and value.bit_length() > MAXIMUM_BITS:
        return None
    try:
        result = CONTEXT.create_decimal(value)
    except DecimalException:
        return None
    return result if result.is_finite() else None


def number_text(value: Decimal) -> str:
    """Return a number as FEEL's `string()` writes it: plain digits, no exponent.

    Very large and very small numbers keep their exponent, so that no text is longer than the number deserves.
    """
    if not value:
        return "0"
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -50 <= exponent <= 50:
        return f"{value:f}"
    return str(CONTEXT.normalize(value))


def is_integer(value: Decimal) -> bool:
    """Say whether a number has no fraction."""
    return value == value.to_integral_value(context=EXACT)


__all__ = ["CONTEXT", "EXACT", "ONE", "ZERO", "Clamped", "is_integer", "number", "number_text"]
