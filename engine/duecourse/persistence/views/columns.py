"""Fields that many searches have, and how rows become views."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, literal, type_coerce
from sqlalchemy.orm import Session

from duecourse.persistence.search.fields import Field, Kind
from duecourse.persistence.session import codec_of
from duecourse.persistence.types import Key, Words

V = TypeVar("V")

TENANT: Final = Field(literal("<default>", Words))
"""There is one tenant; clients that name it find everything."""


def key(column: ColumnElement[Any], *, nullable: bool = False) -> Field:
    """Return a field that holds a key."""
    return Field(column, Kind.KEY, nullable=nullable)


def text(column: ColumnElement[Any], *, nullable: bool = False) -> Field:
    """Return a field that holds text."""
    return Field(column, Kind.TEXT, nullable=nullable)


def number(column: ColumnElement[Any]) -> Field:
    """Return a field that holds a whole number."""
    # A number that is too large for the column is not found, rather than an error.
    return Field(type_coerce(column, Key), Kind.INTEGER)


def instant(column: ColumnElement[Any], *, nullable: bool = False) -> Field:
    """Return a field that holds a moment."""
    return Field(column, Kind.INSTANT, nullable=nullable)


def truth(column: ColumnElement[Any]) -> Field:
    """Return a field that holds true or false."""
    return Field(column, Kind.BOOLEAN)


def word(column: ColumnElement[Any], words: type[StrEnum]) -> Field:
    """Return a field that holds one of some words."""
    return Field(column, Kind.TEXT, choices=frozenset(words))


def builder(
    shape: Callable[..., V], payloads: Sequence[str] = ()
) -> Callable[[Session, Sequence[Mapping[str, Any]]], list[V]]:
    """Return a function that makes views from rows whose columns are named as the view's fields."""

    def build(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[V]:
        return [shape(**_decoded(session, row, payloads)) for row in rows]

    return build


def _decoded(session: Session, row: Mapping[str, Any], payloads: Sequence[str]) -> dict[str, Any]:
    values = dict(row)
    if payloads:
        key_id = values.pop("key_id")
        for name in payloads:
            values[name] = codec_of(session).decode(key_id, values[name])
    return values
