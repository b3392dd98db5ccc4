"""Calendars: every version of each, as it was written."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import calendar as table


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCalendar:
    """One version of a calendar; ``content`` is canonical JSON."""

    id: str
    version: int
    content: bytes


_SELECT = records.selecting(StoredCalendar, table)


def add(session: Session, calendar: StoredCalendar) -> None:
    """Store a version of a calendar."""
    records.add(session, table, calendar)


def latest(session: Session, calendar_id: str) -> StoredCalendar | None:
    """Return the newest version of a calendar."""
    statement = _SELECT.where(table.c.id == calendar_id).order_by(table.c.version.desc())
    return records.first(session, StoredCalendar, statement)


def version(session: Session, calendar_id: str, number: int) -> StoredCalendar | None:
    """Return one version of a calendar."""
    statement = _SELECT.where(table.c.id == calendar_id, table.c.version == number)
    return records.first(session, StoredCalendar, statement)
