"""The business clock, where a setting allows it to be moved."""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from duecourse.persistence.tables import clock as table


def pinned(session: Session) -> datetime | None:
    """Return the moment at which business time stands still, or None if it is the system's time."""
    return session.execute(select(table.c.pinned_at)).scalar_one_or_none()


def pin(session: Session, at: datetime | None) -> None:
    """Let business time stand still at a moment, or with None follow the system's time again."""
    session.execute(delete(table))
    session.execute(insert(table).values(id=1, pinned_at=at))
