"""Between rows and frozen dataclasses whose fields are named as the columns."""

from collections.abc import Collection
from dataclasses import fields
from typing import Any, ClassVar, Protocol, TypeVar, cast

from sqlalchemy import CursorResult, Delete, Dialect, FromClause, Select, Table, Update, insert, select
from sqlalchemy.orm import Session

from duecourse.persistence.session import codec_of


class Record(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


R = TypeVar("R", bound=Record)


def selecting(shape: type[R], source: FromClause, payloads: Collection[str] = ()) -> Select[Any]:
    """Return a select of the columns that a shape needs, and of the key id if there are payloads."""
    names = [field.name for field in fields(shape)]
    return select(*(source.c[name] for name in [*names, *(["key_id"] if payloads else [])]))


def every(
    session: Session, shape: type[R], statement: Select[Any], payloads: Collection[str] = ()
) -> list[R]:
    """Return all rows of a select as records, with their payloads decoded."""
    return [_record(session, shape, dict(row), payloads) for row in session.execute(statement).mappings()]


def first(
    session: Session, shape: type[R], statement: Select[Any], payloads: Collection[str] = ()
) -> R | None:
    """Return the first row of a select as a record, or None."""
    found = every(session, shape, statement.limit(1), payloads)
    return found[0] if found else None


def add(session: Session, table: Table, record: Record, payloads: Collection[str] = ()) -> None:
    """Insert a record as a row, with its payloads encoded."""
    session.execute(insert(table).values(**_values(session, record, payloads)))


def changed(session: Session, statement: Update | Delete) -> int:
    """Run an update or delete and return how many rows it met."""
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def is_postgresql(session: Session) -> bool:
    """Tell whether the database is PostgreSQL; the only other one is SQLite."""
    dialect: Dialect = session.get_bind().dialect
    return dialect.name == "postgresql"


def _record(session: Session, shape: type[R], values: dict[str, Any], payloads: Collection[str]) -> R:
    if payloads:
        key_id = values.pop("key_id")
        for name in payloads:
            values[name] = codec_of(session).decode(key_id, values[name])
    return shape(**values)


def _values(session: Session, record: Record, payloads: Collection[str]) -> dict[str, Any]:
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    for name in payloads:
        key_id, values[name] = codec_of(session).encode(values[name])
        if values.setdefault("key_id", key_id) != key_id:
            raise ValueError("the payloads of one row must be kept under one key")
    return values
