"""Timers that wait: of running instances, and of timer start events (those have no root)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, select
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import process_definition, process_instance
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


def take(
    session: Session, now: datetime, without: Collection[int] = (), *, wait: bool = False
) -> Timer | None:
    """Return the longest overdue timer at ``now`` (business time) that nobody else is busy with, or None.

    Its case is locked, before the timer, in the order in which commands do so: the other way round the two
    could wait for each other. A timer start event is locked itself. Those with a key in ``without`` are left;
    so are those that others are busy with, unless this shall ``wait`` until they are done.
    """
    passed_over = set(without)
    while True:
        overdue = _overdue(now, passed_over)
        found = (_of_case(session, overdue, not wait), _start(session, overdue, not wait))
        locked = [each for each in found if each is not None]
        if not locked:
            return None
        chosen = min(locked, key=lambda each: (each.due_at, each.key))
        # Whoever had the lock until just now may have fired or moved it.
        current = get(session, chosen.key)
        if current is not None and current.due_at <= now:
            return current
        passed_over.add(chosen.key)


def _of_case(session: Session, overdue: Select[Any], skip_locked: bool) -> Timer | None:
    root = and_(process_instance.c.root_key == table.c.root_key, process_instance.c.parent_key.is_(None))
    statement = overdue.join(process_instance, root)
    locking = statement.with_for_update(of=process_instance, skip_locked=skip_locked)
    return records.first(session, Timer, locking)


def _start(session: Session, overdue: Select[Any], skip_locked: bool) -> Timer | None:
    statement = overdue.where(table.c.root_key.is_(None))
    return records.first(session, Timer, statement.with_for_update(of=table, skip_locked=skip_locked))


def _overdue(now: datetime, without: Collection[int]) -> Select[Any]:
    statement = _SELECT.where(table.c.due_at <= now, table.c.key.not_in(without))
    return statement.order_by(table.c.due_at, table.c.key)
