"""Work to be done after a transaction: written inside it, done at least once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import outbox as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One piece of work; ``payload`` is canonical JSON, the moments are system time."""

    key: int
    root_key: int | None
    kind: str
    payload: bytes
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    done_at: datetime | None = None


_PAYLOADS: Final = ("payload",)
_SELECT = records.selecting(Outgoing, table, _PAYLOADS)


def add(session: Session, outgoing: Outgoing) -> None:
    """Put work in the outbox."""
    records.add(session, table, outgoing, _PAYLOADS)


def due(session: Session, now: datetime, limit: int) -> list[Outgoing]:
    """Return undone work that is due, oldest first; locked, and without what another one has locked."""
    statement = (
        _SELECT.where(table.c.done_at.is_(None), table.c.due_at <= now)
        .order_by(table.c.due_at, table.c.key)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return records.every(session, Outgoing, statement, _PAYLOADS)


def done(session: Session, key: int, at: datetime) -> None:
    """Note that work is done."""
    session.execute(update(table).where(table.c.key == key).values(done_at=at))


def postpone(session: Session, key: int, due_at: datetime) -> None:
    """Count a failed attempt and try again at ``due_at``."""
    session.execute(
        update(table).where(table.c.key == key).values(attempts=table.c.attempts + 1, due_at=due_at)
    )
