"""What can be searched for: named fields, each with a column and the kind of value it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement

from duecourse.errors import FieldError, InvalidInput

Condition: TypeAlias = ColumnElement[bool]

_LARGEST: Final = 2**63 - 1


class Kind(Enum):
    """The kind of values of a field, as they come in JSON."""

    TEXT = auto()
    KEY = auto()
    INTEGER = auto()
    INSTANT = auto()
    BOOLEAN = auto()


@dataclass(frozen=True)
class Field:
    """One field of a search.

    ``choices`` are the words that it takes, if not any. Where the column is of another table, with several
    rows to one, ``within`` puts a condition on it into a sub-select; such a field cannot be sorted by.
    """

    column: ColumnElement[Any]
    kind: Kind = Kind.TEXT
    choices: frozenset[str] | None = None
    nullable: bool = False
    within: Callable[[Condition], Condition] | None = None


def invalid(field: str, message: str) -> InvalidInput:
    """Return the error that names one field of a search."""
    return InvalidInput("The search cannot be understood.", fields=[FieldError(field, message)])


def read_value(field: Field, value: object, place: str) -> object:
    """Return a JSON value as the column has it; raise InvalidInput, naming ``place``, if it does not fit."""
    found = _READERS[field.kind](value)
    if found is None:
        raise invalid(place, f"must be {_EXPECTED[field.kind]}")
    if field.choices is not None and found not in field.choices:
        raise invalid(place, f"must be one of {', '.join(sorted(field.choices))}")
    return found


def to_json(kind: Kind, value: Any) -> object:
    """Return a value of a column as ``read_value`` reads it."""
    if kind is Kind.KEY:
        return str(value)
    if kind is Kind.INSTANT:
        instant: datetime = value
        return instant.isoformat()
    return bool(value) if kind is Kind.BOOLEAN else value


def _text(value: object) -> str | None:
    # No database keeps NUL or half a surrogate pair, so nothing could match; PostgreSQL would fail.
    if not isinstance(value, str) or "\0" in value or any("\ud800" <= each <= "\udfff" for each in value):
        return None
    return value


def _key(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= len(str(_LARGEST)):
        return _integer(int(value))
    return _integer(value)


def _integer(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -_LARGEST <= value <= _LARGEST else None


def _instant(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or "T" not in value.upper():
        return None
    try:
        found = datetime.fromisoformat(value)
        # The edges of the calendar cannot be moved to UTC.
        return found if found.tzinfo is not None and 1 < found.year < 9999 else None
    except ValueError:
        return None


def _boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


_READERS: Final[dict[Kind, Callable[[object], object]]] = {
    Kind.TEXT: _text,
    Kind.KEY: _key,
    Kind.INTEGER: _integer,
    Kind.INSTANT: _instant,
    Kind.BOOLEAN: _boolean,
}
_EXPECTED: Final = {
    Kind.TEXT: "a string",
    Kind.KEY: "a key: a string of digits",
    Kind.INTEGER: "a whole number",
    Kind.INSTANT: "a date and time with an offset, such as 2026-01-31T09:00:00Z",
    Kind.BOOLEAN: "true or false",
}
