"""Values from outside, where dates and durations are texts, as types that the model declares."""

from collections.abc import Mapping
from typing import Final

from duecourse.feel import FeelType
from duecourse.feel.state import State
from duecourse.feel.temporal import Date, DateTime, DayTimeDuration, Time, YearMonthDuration
from duecourse.feel.temporal.text import read_temporal

_TEMPORAL: Final[Mapping[str, type]] = {
    "date": Date,
    "time": Time,
    "date and time": DateTime,
    "days and time duration": DayTimeDuration,
    "years and months duration": YearMonthDuration,
}


def as_declared(value: object, expected: FeelType, state: State) -> object:
    """Return a value whose ISO 8601 texts are temporals where the type wants these; the rest stays as it is.

    JSON has no dates: a variable of a process keeps one as its text.
    """
    if isinstance(value, str) and expected.name in _TEMPORAL:
        read = read_temporal(value)
        return read if isinstance(read, _TEMPORAL[expected.name]) else value
    if isinstance(value, list) and expected.name == "list" and expected.arguments:
        state.charge(1 + len(value) // 4)
        return [as_declared(item, expected.arguments[0], state) for item in value]
    if isinstance(value, dict) and expected.name == "context":
        declared = dict(zip(expected.members, expected.arguments, strict=True))
        state.charge(1 + len(declared) // 4)
        read_members = {
            name: as_declared(value[name], member, state)
            for name, member in declared.items()
            if name in value
        }
        return {**value, **read_members}
    return value
