"""Writing rows that follow from history: many small changes, in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Table, and_, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from duecourse.persistence import tables
from duecourse.persistence.session import codec_of


class Operation(StrEnum):
    """What to do with a row."""

    INSERT = "insert"
    UPDATE = "update"
    UPSERT = "upsert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one row: ``key`` are the columns of its primary key, ``values`` the other columns.

    ``payload`` names a column that goes through the codec: its bytes and its key id are written together.
    """

    table: str
    operation: Operation
    key: Mapping[str, object]
    values: Mapping[str, object] = field(default_factory=dict)
    payload: str | None = None


def apply(session: Session, changes: Iterable[Change]) -> None:
    """Write changes in order; neighbours that insert into the same table go in one statement."""
    waiting: list[dict[str, Any]] = []
    table: Table | None = None
    for change in changes:
        target: Table = tables.metadata.tables[change.table]
        values = _encoded(session, change)
        if waiting and (change.operation is not Operation.INSERT or target is not table):
            _insert(session, table, waiting)
            waiting = []
        if change.operation is Operation.INSERT:
            table = target
            waiting.append({**change.key, **values})
        else:
            _write(session, target, change, values)
    _insert(session, table, waiting)


def _encoded(session: Session, change: Change) -> dict[str, Any]:
    values = dict(change.values)
    if change.payload is not None:
        payload = values[change.payload]
        if not isinstance(payload, bytes):
            raise TypeError(f"{change.table}.{change.payload} is not bytes")
        values["key_id"], values[change.payload] = codec_of(session).encode(payload)
    return values


def _insert(session: Session, table: Table | None, rows: list[dict[str, Any]]) -> None:
    if table is not None and rows:
        columns = dict.fromkeys(name for row in rows for name in row)
        session.execute(insert(table), [{name: row.get(name) for name in columns} for row in rows])


def _write(session: Session, table: Table, change: Change, values: dict[str, Any]) -> None:
    where = and_(*(table.c[name] == value for name, value in change.key.items()))
    if change.operation is Operation.DELETE:
        session.execute(delete(table).where(where))
    elif change.operation is Operation.UPDATE:
        session.execute(update(table).where(where).values(values))
    else:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).values({**change.key, **values})
        session.execute(statement.on_conflict_do_update(index_elements=list(change.key), set_=values))
