"""Functions that turn one type into another (DMN 1.5, 10.3.4.1), `not` and `is`."""

import re
from decimal import Decimal
from typing import Final

from duecourse.feel import numbers
from duecourse.feel.comparison import same
from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, table
from duecourse.feel.functions.text import text_of
from duecourse.feel.state import State
from duecourse.feel.temporal import DateTime, DayTimeDuration, Time, YearMonthDuration
from duecourse.feel.temporal.text import read_duration

_NUMBER: Final = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,6})?", re.ASCII)


def _number(state: State, text: str, grouping: str | None, decimal: str | None) -> Decimal:
    state.charge_text(len(text))
    if grouping not in (None, " ", ",", ".") or decimal not in (None, ",", "."):
        raise NoResult("separators are a space, comma or full stop, and a comma or full stop")
    if grouping is not None and grouping == decimal:
        raise NoResult("the separators must differ")
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(decimal, ".") if decimal else plain
    value = numbers.number(plain) if _NUMBER.fullmatch(plain) else None
    if value is None:
        raise NoResult(f"{text[:50]!r} is no number")
    return value


def _string(state: State, value: object) -> str | None:
    return None if value is None else text_of(state, value)


def _duration(_: State, text: str) -> DayTimeDuration | YearMonthDuration:
    value = read_duration(text)
    if value is None:
        raise NoResult(f"{text[:50]!r} is no duration")
    return value


def _not(_: State, value: object) -> bool:
    if not isinstance(value, bool):
        raise NoResult("the argument must be a boolean")
    return not value


def _is(state: State, left: object, right: object) -> bool:
    """Say whether two values are the same in FEEL's semantic domain: like zones too (DMN 1.5, 10.3.4.8)."""
    if isinstance(left, Time) and isinstance(right, Time):
        return (left.nanoseconds, _zone(left)) == (right.nanoseconds, _zone(right))
    if isinstance(left, DateTime) and isinstance(right, DateTime):
        return (left.date, left.time.nanoseconds, _zone(left)) == (
            right.date,
            right.time.nanoseconds,
            _zone(right),
        )
    return same(left, right, state.charge)


def _zone(value: Time | DateTime) -> object:
    return value.zone


FUNCTIONS: Final[dict[str, Builtin]] = table(
    builtin(
        "number",
        _number,
        "from: string, grouping separator: string?, decimal separator: string?",
    ),
    builtin("string", _string, "from: any"),
    builtin("duration", _duration, "from: string"),
    builtin("not", _not, "negand: any"),
    builtin("is", _is, "value1: any?, value2: any?"),
)
