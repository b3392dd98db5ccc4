"""Cursors: the place of a row in a sorted search, as opaque text."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import and_, false, or_

from duecourse.persistence.search.fields import Condition, invalid, read_value, to_json
from duecourse.persistence.search.sorting import Term

MAXIMUM_LENGTH: Final = 10_000


def write(terms: Sequence[Term], values: Sequence[object]) -> str:
    """Return the cursor of a row with these values of the terms it is sorted by."""
    row = [
        None if value is None else to_json(term.field.kind, value)
        for term, value in zip(terms, values, strict=True)
    ]
    text = json.dumps([_order(terms), row], separators=(",", ":"))
    # The clients of Camunda 8 take no other alphabet, and the padding as well.
    return base64.b64encode(text.encode()).decode()


def read(terms: Sequence[Term], cursor: object, place: str) -> list[object]:
    """Return the values in a cursor; raise InvalidInput if it was not written by a search sorted alike."""
    if not isinstance(cursor, str) or not cursor.isascii() or len(cursor) > MAXIMUM_LENGTH:
        raise invalid(place, "is no cursor")
    try:
        found = json.loads(base64.b64decode(cursor, validate=True))
        order, row = found
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise invalid(place, "is no cursor") from error
    if order != _order(terms) or not isinstance(row, list) or len(row) != len(terms):
        raise invalid(place, "is a cursor of a search that was sorted in another way")
    return [_value(term, value, place) for term, value in zip(terms, row, strict=True)]


def behind(terms: Sequence[Term], values: Sequence[object]) -> Condition:
    """Return the condition that a row comes behind the place with these values."""
    alternatives: list[Condition] = [false()]
    same: list[Condition] = []
    for term, value in zip(terms, values, strict=True):
        alternatives.append(and_(*same, _later(term, value)))
        same.append(term.field.column.is_(None) if value is None else term.field.column == value)
    return or_(*alternatives)


def _order(terms: Sequence[Term]) -> list[str]:
    return [f"{'-' if term.descending else ''}{term.name}" for term in terms]


def _value(term: Term, value: object, place: str) -> object:
    if value is None and term.field.nullable:
        return None
    return read_value(term.field, value, place)


def _later(term: Term, value: object) -> Condition:
    column: Any = term.field.column
    if value is None:
        return false() if term.nulls_last else column.is_not(None)
    later: Condition = column < value if term.descending else column > value
    return or_(later, column.is_(None)) if term.field.nullable and term.nulls_last else later
