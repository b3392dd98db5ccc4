"""Types, and whether a value conforms to one (DMN 1.5, 10.3.2.9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from typing import Final

from duecourse.feel.state import State
from duecourse.feel.syntax import tree
from duecourse.feel.temporal import Date, DateTime, DayTimeDuration, Time, YearMonthDuration
from duecourse.feel.values import FeelType, Function, Range

ANY: Final = FeelType("Any")
LIST: Final = FeelType("list")

CLASSES: Final[dict[str, type]] = {
    "Null": type(None),
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": Date,
    "time": Time,
    "date and time": DateTime,
    "days and time duration": DayTimeDuration,
    "years and months duration": YearMonthDuration,
    "list": list,
    "context": dict,
    "range": Range,
    "function": Function,
}


def resolve(node: tree.Type, defined: Mapping[str, FeelType]) -> FeelType | None:
    """Return the type that a reference names, None if nothing defines it."""
    if node.name in defined:
        return defined[node.name]
    if node.name not in CLASSES and node.name != "Any":
        return None
    arguments = [resolve(argument, defined) for argument in node.arguments]
    result = resolve(node.result, defined) if node.result is not None else None
    if None in arguments or (node.result is not None and result is None):
        return None
    return FeelType(node.name, tuple(filter(None, arguments)), node.members, result)


def conforms(value: object, expected: FeelType, state: State, narrowed: bool = True) -> bool:
    """Say whether a value is an instance of a type; null is one of `Null` alone.

    `narrowed` asks for allowed values too; `instance of` does not.
    """
    if value is None if expected.name == "Any" else type(value) is not CLASSES[expected.name]:
        return False
    if (expected.arguments or expected.result) and not _Parts(state, narrowed).conform(value, expected):
        return False
    return not narrowed or expected.allows is None or expected.allows(state, value)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Checks the parts of a value."""

    state: State
    narrowed: bool

    def conform(self, value: object, expected: FeelType) -> bool:
        if isinstance(value, list):
            self.state.charge(1 + len(value) // 4)
            return all(self._fits(item, expected.arguments[0]) for item in value)
        if isinstance(value, dict):
            self.state.charge(1 + len(expected.members) // 4)
            pairs = zip(expected.members, expected.arguments, strict=True)
            return all(name in value and self._fits(value[name], member) for name, member in pairs)
        if isinstance(value, Range):
            return all(self._fits(end, expected.arguments[0]) for end in (value.start, value.end))
        return not isinstance(value, Function) or _function_conforms(value, expected)

    def _fits(self, value: object, expected: FeelType) -> bool:
        return value is None or conforms(value, expected, self.state, self.narrowed)


def _function_conforms(value: Function, expected: FeelType) -> bool:
    if len(value.parameters) != len(expected.arguments):
        return False
    declared = value.types or (None,) * len(value.parameters)
    return all(
        own is None or own.name == "Any" or own == wanted
        for own, wanted in zip(declared, expected.arguments, strict=True)
    )


def coerce(value: object, expected: FeelType, state: State) -> tuple[object, bool]:
    """Return a value as a type wants it, and whether it could be had.

    A list of one becomes its item where an item is wanted, an item a list of one where a list is (DMN 1.5,
    10.3.2.9.4); a date becomes its midnight in UTC where a date and time is wanted.
    """
    if value is None or conforms(value, expected, state):
        return value, True
    if isinstance(value, list):
        if len(value) == 1 and conforms(value[0], expected, state):
            return value[0], True
    elif expected.name == "list" and conforms([value], expected, state):
        return [value], True
    if expected.name == "date and time" and isinstance(value, Date):
        return DateTime(value, Time(0, UTC)), True
    return None, False
