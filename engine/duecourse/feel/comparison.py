"""Equality and order of FEEL values (DMN 1.5, 10.3.2.14, tables 42 and 43)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeVar

from duecourse.feel.limits import Charge, free
from duecourse.feel.temporal import Date, DateTime, DayTimeDuration, Time, YearMonthDuration
from duecourse.feel.temporal.durations import SECOND
from duecourse.feel.temporal.times import time_offset_seconds
from duecourse.feel.values import Range


def equal(left: object, right: object, charge: Charge = free) -> bool | None:
    """Say whether two values are equal; null where their types cannot be compared.

    Every item of a list or context is charged: one that holds itself many times over is as large as it looks.
    """
    if left is None or right is None:
        return left is right
    kind = type(left)
    if kind is not type(right):
        return None
    comparer = _EQUALITY.get(kind)
    return comparer(left, right, charge) if comparer is not None else left == right


def same(left: object, right: object, charge: Charge = free) -> bool:
    """Say whether two values are equal, unlike types being unequal."""
    return equal(left, right, charge) is True


def _equal_lists(left: list[object], right: list[object], charge: Charge) -> bool:
    if len(left) != len(right):
        return False
    charge(3 + len(left) // 4)
    return all(same(a, b, charge) for a, b in zip(left, right, strict=True))


def _equal_contexts(left: dict[str, object], right: dict[str, object], charge: Charge) -> bool:
    if left.keys() != right.keys():
        return False
    charge(3 + len(left) // 4)
    return all(same(item, right[key], charge) for key, item in left.items())


def _equal_ranges(left: Range, right: Range, _: Charge) -> bool:
    return (
        (left.start_included, left.end_included, left.operator)
        == (right.start_included, right.end_included, right.operator)
        and same(left.start, right.start)
        and same(left.end, right.end)
    )


def _equal_temporals(left: Time | DateTime, right: Time | DateTime, _: Charge) -> bool:
    return (left.zone is None) == (right.zone is None) and order_key(left) == order_key(right)


_EQUALITY: Final[dict[type, Callable[..., bool]]] = {
    list: _equal_lists,
    dict: _equal_contexts,
    Range: _equal_ranges,
    Time: _equal_temporals,
    DateTime: _equal_temporals,
}

_MILLISECOND: Final = 1_000_000
_ORDERED: Final = (Decimal, str, Date, DayTimeDuration, YearMonthDuration)
_Ordered = TypeVar("_Ordered", Decimal, str, Date, DayTimeDuration, YearMonthDuration)


def _order(left: _Ordered, right: _Ordered) -> int:
    return (left > right) - (left < right)


_natural: Final[Callable[..., int]] = _order


def order_key(value: Time | DateTime) -> int:
    """Return what a time, or date and time, is compared by: milliseconds in UTC.

    The conformance suite wants what differs by less than a millisecond to be equal.
    """
    if isinstance(value, DateTime):
        return value.instant // _MILLISECOND
    return (value.nanoseconds - time_offset_seconds(value) * SECOND) // _MILLISECOND


def compare(left: object, right: object) -> int | None:
    """Return -1, 0 or 1 as the left value is less, equal or greater; None where the two have no order."""
    if isinstance(left, _ORDERED) and type(left) is type(right):
        return _natural(left, right)
    if isinstance(left, Time | DateTime) and isinstance(right, Time | DateTime):
        if type(left) is not type(right) or (left.zone is None) != (right.zone is None):
            return None
        first, second = order_key(left), order_key(right)
        return (first > second) - (first < second)
    return None


def contains(container: Range, value: object) -> bool | None:
    """Say whether a range contains a value; null where it has no order with an end of the range."""
    if container.operator == "!=":
        found = equal(value, container.start)
        return None if found is None else not found
    if value is None or (None in (container.start, container.end) and not container.operator):
        return None
    after = _after_start(container, value)
    before = _before_end(container, value)
    return None if after is None or before is None else after and before


def _after_start(container: Range, value: object) -> bool | None:
    if container.start is None:
        return True
    order = compare(value, container.start)
    return None if order is None else order > 0 or (order == 0 and container.start_included)


def _before_end(container: Range, value: object) -> bool | None:
    if container.end is None:
        return True
    order = compare(value, container.end)
    return None if order is None else order < 0 or (order == 0 and container.end_included)
