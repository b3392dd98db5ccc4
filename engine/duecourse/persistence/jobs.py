"""Jobs: work of service tasks, taken by programs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from duecourse.model.states import JobState
from duecourse.persistence import records
from duecourse.persistence.tables import job as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job; ``headers`` is canonical JSON, ``locked_until`` business time."""

    key: int
    root_key: int
    instance_key: int
    definition_key: int
    element_id: str
    type: str
    state: JobState
    retries: int
    worker: str | None
    locked_until: datetime | None
    headers: bytes
    error_message: str | None
    created_at: datetime
    ended_at: datetime | None


_SELECT = records.selecting(Job, table)


def get(session: Session, key: int) -> Job | None:
    """Return the job with a key."""
    return records.first(session, Job, _SELECT.where(table.c.key == key))


def waiting(session: Session, types: Collection[str], now: datetime, limit: int) -> list[Job]:
    """Return jobs that nobody has, oldest first; locked, and without those that another one is taking."""
    statement = (
        _SELECT.where(
            table.c.type.in_(types),
            table.c.state == JobState.CREATED,
            or_(table.c.locked_until.is_(None), table.c.locked_until <= now),
        )
        .order_by(table.c.key)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return records.every(session, Job, statement)


def give(session: Session, keys: Collection[int], worker: str, until: datetime) -> None:
    """Give jobs to a worker until a moment (business time)."""
    session.execute(update(table).where(table.c.key.in_(keys)).values(worker=worker, locked_until=until))
