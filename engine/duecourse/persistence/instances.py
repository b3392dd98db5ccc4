"""Process instances. The row of a root instance is what a command locks, and carries its revision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from duecourse.model.states import InstanceState
from duecourse.persistence import records
from duecourse.persistence.tables import process_instance as table


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessInstance:
    """One process instance; ``revision``, ``last_seq`` and ``snapshot_seq`` are those of the root alone."""

    key: int
    root_key: int
    case_key: int
    parent_key: int | None
    parent_element_key: int | None
    definition_key: int
    process_id: str
    version: int
    state: InstanceState
    stage: str | None
    started_at: datetime
    ended_at: datetime | None
    started_by: str
    has_incident: bool
    revision: int | None
    last_seq: int | None
    snapshot_seq: int | None


_SELECT = records.selecting(ProcessInstance, table)


def add(session: Session, instance: ProcessInstance) -> None:
    """Store a new instance."""
    records.add(session, table, instance)


def get(session: Session, key: int) -> ProcessInstance | None:
    """Return the instance with a key."""
    return records.first(session, ProcessInstance, _SELECT.where(table.c.key == key))


def root(session: Session, root_key: int) -> ProcessInstance | None:
    """Return a root instance without locking it."""
    return records.first(session, ProcessInstance, _SELECT.where(_is_root(root_key)))


def lock(session: Session, root_key: int) -> ProcessInstance | None:
    """Return a root instance, locked until the transaction ends.

    On PostgreSQL others wait for this row; on SQLite a transaction that may write has the only lock already.
    """
    statement = _SELECT.where(_is_root(root_key)).with_for_update()
    return records.first(session, ProcessInstance, statement)


def update_revision(
    session: Session, root_key: int, *, expected: int, last_seq: int, snapshot_seq: int | None = None
) -> bool:
    """Raise the revision by one and note the last entry; return False if it was not the expected one.

    ``snapshot_seq`` notes the entry after which a snapshot was taken; without it that stays as it is.
    """
    values: dict[str, Any] = {"revision": expected + 1, "last_seq": last_seq}
    if snapshot_seq is not None:
        values["snapshot_seq"] = snapshot_seq
    statement = update(table).where(_is_root(root_key), table.c.revision == expected)
    return records.changed(session, statement.values(**values)) == 1


def _is_root(root_key: int) -> Any:
    return (table.c.root_key == root_key) & table.c.parent_key.is_(None)
