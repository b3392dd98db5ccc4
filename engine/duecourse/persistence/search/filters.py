"""Filters: from JSON to a condition."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import and_, false, not_, or_, true

from duecourse.persistence.search.fields import Condition, Field, Kind, invalid, read_value
from duecourse.persistence.search.patterns import matches

MAXIMUM_VALUES: Final = 1_000
MAXIMUM_ALTERNATIVES: Final = 100

_ORDERED: Final = frozenset({Kind.INTEGER, Kind.INSTANT})


def condition(fields: Mapping[str, Field], given: object, *, postgresql: bool) -> Condition:
    """Return the condition of a filter: all of its fields, and any one of its alternatives under ``$or``.

    A field has a value, or an object of operators that must all hold. ``$neq`` and ``$notIn`` also hold where
    there is no value. Raises InvalidInput, which names the field that is unknown or has a wrong value.
    """
    return _Reader(fields, postgresql).read(given, "filter", alternatives=True)


class _Reader:
    def __init__(self, fields: Mapping[str, Field], postgresql: bool) -> None:
        self._fields = fields
        self._postgresql = postgresql

    def read(self, given: object, place: str, *, alternatives: bool) -> Condition:
        if not isinstance(given, Mapping):
            raise invalid(place, "must be an object")
        found: list[Condition] = [true()]
        for name, value in given.items():
            here = f"{place}.{name}"
            if name == "$or" and alternatives:
                found.append(self._any(value, here))
            elif name in self._fields:
                found.append(self._field(self._fields[name], value, here))
            else:
                raise invalid(
                    here, f"is no field of this search; there are {', '.join(sorted(self._fields))}"
                )
        return and_(*found)

    def _any(self, value: object, place: str) -> Condition:
        if not isinstance(value, list) or not 0 < len(value) <= MAXIMUM_ALTERNATIVES:
            raise invalid(place, f"must be a list of 1 to {MAXIMUM_ALTERNATIVES} filters")
        return or_(
            *(self.read(each, f"{place}[{n}]", alternatives=False) for n, each in enumerate(value)), false()
        )

    def _field(self, field: Field, value: object, place: str) -> Condition:
        if not isinstance(value, Mapping):
            return self._operator(field, "$eq", value, place)
        if not value:
            raise invalid(place, "names no operator")
        return and_(
            *(
                self._operator(field, operator, each, f"{place}.{operator}")
                for operator, each in value.items()
            )
        )

    def _operator(self, field: Field, operator: str, value: object, place: str) -> Condition:
        if operator in _NEGATED:
            return not_(self._holds(field, _NEGATED[operator], value, place))
        return self._holds(field, operator, value, place)

    def _holds(self, field: Field, operator: str, value: object, place: str) -> Condition:
        """Return a condition that is true or false, never unknown, so that it can be negated."""
        if operator == "$exists":
            if not isinstance(value, bool):
                raise invalid(place, "must be true or false")
            exists = _inside(field, field.column.is_not(None))
            return exists if value else not_(exists)
        found = self._compared(field, operator, value, place)
        return _inside(field, and_(field.column.is_not(None), found) if field.nullable else found)

    def _compared(self, field: Field, operator: str, value: object, place: str) -> Condition:
        column: Any = field.column
        if operator == "$eq":
            return _truth(column == read_value(field, value, place))
        if operator == "$in":
            return _truth(column.in_([read_value(field, each, place) for each in _values(value, place)]))
        if operator == "$like" and field.kind is Kind.TEXT:
            return matches(column, value, place, postgresql=self._postgresql)
        if operator in _COMPARISONS and field.kind in _ORDERED:
            return _truth(getattr(column, _COMPARISONS[operator])(read_value(field, value, place)))
        raise invalid(place, f"is no operator of this field; there are {', '.join(_operators(field))}")


_NEGATED: Final = {"$neq": "$eq", "$notIn": "$in"}
_COMPARISONS: Final = {"$gt": "__gt__", "$gte": "__ge__", "$lt": "__lt__", "$lte": "__le__"}


def _operators(field: Field) -> list[str]:
    found = ["$eq", "$neq", "$exists", "$in", "$notIn"]
    if field.kind is Kind.TEXT:
        found.append("$like")
    return [*found, *_COMPARISONS] if field.kind in _ORDERED else found


def _values(value: object, place: str) -> Sequence[object]:
    if not isinstance(value, list) or len(value) > MAXIMUM_VALUES:
        raise invalid(place, f"must be a list of at most {MAXIMUM_VALUES} values")
    return value


def _inside(field: Field, inner: Condition) -> Condition:
    return inner if field.within is None else field.within(inner)


def _truth(found: Any) -> Condition:
    result: Condition = found
    return result
