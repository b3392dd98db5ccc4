"""Numbers as forms take them, and what can be wrong with one."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from duecourse.feel.numbers import EXACT, number, number_text
from duecourse.forms.components import NumberInput
from duecourse.model.json import Json

_LONGEST_TEXT: Final = 7_000
_WRITTEN: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,6})?", re.ASCII)


def is_number(value: Json) -> bool:
    """Tell whether a JSON value is a number, or a text that is one, of whatever size."""
    if isinstance(value, str):
        return _WRITTEN.fullmatch(value) is not None
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def decimal_of(value: Json) -> Decimal | None:
    """Return the number that a JSON value is, or a text; None if it is none, or FEEL would round it."""
    if not isinstance(value, int | str | Decimal) or not is_number(value):
        return None
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        return None
    kept = number(value)
    return None if kept is None or kept != Decimal(value) else kept


def wrong_number(
    asked: NumberInput, value: Json, minimum: Decimal | None, maximum: Decimal | None
) -> Iterator[str]:
    """Yield what is wrong with the value of a number, as sentences without their subject."""
    if not is_number(value) or isinstance(value, str) is not asked.as_text:
        yield 'must be a number, written as text such as "12.50"' if asked.as_text else "must be a number"
        return
    found = decimal_of(value)
    if found is None:
        yield "must be a number of at most 34 digits"
        return
    if minimum is not None and found < minimum:
        yield f"must be at least {number_text(minimum)}"
    if maximum is not None and found > maximum:
        yield f"must be at most {number_text(maximum)}"
    if asked.decimal_digits is not None and _places(found) > asked.decimal_digits:
        yield _digits(asked.decimal_digits)
    if asked.increment is not None and Fraction(found) % Fraction(asked.increment):
        yield f"must be a multiple of {number_text(asked.increment)}"


def _places(found: Decimal) -> int:
    exponent = EXACT.normalize(found).as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _digits(count: int) -> str:
    if count == 0:
        return "must be a whole number"
    return f"must have at most {count} decimal {'place' if count == 1 else 'places'}"
