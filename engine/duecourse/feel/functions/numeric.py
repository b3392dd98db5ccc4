"""Functions on numbers (DMN 1.5, 10.3.4.5)."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import Final

from duecourse.feel.arithmetic import negate
from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, table
from duecourse.feel.numbers import CONTEXT, EXACT, ZERO, is_integer
from duecourse.feel.state import State
from duecourse.feel.temporal import DayTimeDuration, YearMonthDuration

_DIGITS: Final = 34
_COSTLY: Final = 25  # steps
_SCALES: Final = range(-6111, 6177)  # DMN 1.5, table 79


def _rounded(value: Decimal, scale: Decimal, rounding: str) -> Decimal:
    places = int(scale)
    if places not in _SCALES:
        raise NoResult(f"a scale is from {_SCALES.start} to {_SCALES.stop - 1}")
    rounded = CONTEXT.create_decimal(value.quantize(Decimal((0, (1,), -places)), rounding, EXACT))
    return rounded + 0 if places < 0 else rounded


def _abs(_: State, value: object) -> object:
    if isinstance(value, Decimal):
        return CONTEXT.abs(value)
    if isinstance(value, DayTimeDuration):
        return value if value.nanoseconds >= 0 else negate(value)
    if isinstance(value, YearMonthDuration):
        return value if value.months >= 0 else negate(value)
    raise NoResult("the argument must be a number or a duration")


def _modulo(state: State, dividend: Decimal, divisor: Decimal) -> Decimal:
    if not divisor:
        raise NoResult("division by zero")
    digits = max(0, dividend.adjusted() - divisor.adjusted()) + 2 * _DIGITS
    state.charge(1 + digits // _DIGITS)
    exact = Context(prec=digits, Emin=-20_000, Emax=20_000)
    rest = exact.remainder(dividend, divisor)
    # The remainder has the dividend's sign, the modulo the divisor's.
    if rest and (rest < 0) is not (divisor < 0):
        rest = exact.add(rest, divisor)
    return CONTEXT.plus(rest)


def _sqrt(state: State, value: Decimal) -> Decimal:
    state.charge(_COSTLY)
    if value < 0:
        raise NoResult("a negative number has no square root")
    return CONTEXT.sqrt(value)


def _log(state: State, value: Decimal) -> Decimal:
    state.charge(_COSTLY)
    if value <= 0:
        raise NoResult("only a positive number has a logarithm")
    return CONTEXT.ln(value)


def _exp(state: State, value: Decimal) -> Decimal:
    state.charge(_COSTLY)
    return CONTEXT.exp(value)


def _is_multiple_of_two(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return True  # a multiple of ten
    return is_integer(value) and int(value) % 2 == 0


def _even(_: State, value: Decimal) -> bool:
    return _is_multiple_of_two(value)


def _odd(_: State, value: Decimal) -> bool:
    return is_integer(value) and not _is_multiple_of_two(value)


def _round(name: str, rounding: str, *signatures: str) -> Builtin:
    def run(_: State, value: Decimal, scale: Decimal = ZERO) -> Decimal:
        return _rounded(value, scale, rounding)

    return builtin(name, run, *signatures)


FUNCTIONS: Final[dict[str, Builtin]] = table(
    _round("decimal", ROUND_HALF_EVEN, "n: number, scale: number"),
    _round("floor", ROUND_FLOOR, "n: number", "n: number, scale: number"),
    _round("ceiling", ROUND_CEILING, "n: number", "n: number, scale: number"),
    _round("round up", ROUND_UP, "n: number", "n: number, scale: number"),
    _round("round down", ROUND_DOWN, "n: number", "n: number, scale: number"),
    _round("round half up", ROUND_HALF_UP, "n: number", "n: number, scale: number"),
    _round("round half down", ROUND_HALF_DOWN, "n: number", "n: number, scale: number"),
    builtin("abs", _abs, "n: any"),
    builtin("modulo", _modulo, "dividend: number, divisor: number"),
    builtin("sqrt", _sqrt, "number: number"),
    builtin("log", _log, "number: number"),
    builtin("exp", _exp, "number: number"),
    builtin("odd", _odd, "number: number"),
    builtin("even", _even, "number: number"),
)
