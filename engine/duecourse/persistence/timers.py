"""Timers that wait: of running instances, and of timer start events (those have no root)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import process_definition
from duecourse.persistence.tables import timer as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """One waiting timer."""

    key: int
    root_key: int | None
    definition_key: int
    element_id: str
    due_at: datetime


_SELECT = records.selecting(Timer, table)


def add(session: Session, timer: Timer) -> None:
    """Let a timer wait."""
    records.add(session, table, timer)


def get(session: Session, key: int) -> Timer | None:
    """Return a waiting timer."""
    return records.first(session, Timer, _SELECT.where(table.c.key == key))


def remove(session: Session, key: int) -> None:
    """Let a timer wait no more."""
    session.execute(delete(table).where(table.c.key == key))


def remove_starts(session: Session, process_id: str) -> None:
    """Remove the timer start events of every version of a process."""
    versions = select(process_definition.c.key).where(process_definition.c.process_id == process_id)
    session.execute(delete(table).where(table.c.root_key.is_(None), table.c.definition_key.in_(versions)))


def due(session: Session, now: datetime, limit: int, *, skip_locked: bool = False) -> list[Timer]:
    """Return timers that are due at ``now`` (business time), the longest overdue first.

    With ``skip_locked`` they are locked, and those that another transaction has locked are left to it.
    """
    statement = _SELECT.where(table.c.due_at <= now).order_by(table.c.due_at, table.c.key).limit(limit)
    if skip_locked:
        statement = statement.with_for_update(skip_locked=True)
    return records.every(session, Timer, statement)


def next_due(session: Session) -> datetime | None:
    """Return when the next timer is due, or None if none waits."""
    earliest: datetime | None = session.execute(select(func.min(table.c.due_at))).scalar_one()
    return earliest
