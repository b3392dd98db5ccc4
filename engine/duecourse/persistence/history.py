"""History entries: appended, never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import history_entry as table


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One entry; ``command``, ``context``, ``effects`` and ``delta`` are canonical JSON.

    ``entered_at`` is business time, ``recorded_at`` the system's; ``act_date`` is the local date of the act.
    """

    root_key: int
    seq: int
    kind: str
    entered_at: datetime
    recorded_at: datetime
    act_date: date
    actor_key: int
    definition_key: int
    semantics: int
    reason_code: str | None
    command: bytes
    context: bytes
    effects: bytes
    delta: bytes


_PAYLOADS: Final = ("command", "context", "effects", "delta")
_SELECT = records.selecting(HistoryEntry, table, _PAYLOADS)


def append(session: Session, entry: HistoryEntry) -> None:
    """Append an entry; two with the same number are a lost race."""
    records.add(session, table, entry, _PAYLOADS)


def read(
    session: Session, root_key: int, *, after: int = 0, upto: int | None = None, limit: int | None = None
) -> list[HistoryEntry]:
    """Return the entries of a root instance in order: those behind ``after``, up to and with ``upto``."""
    statement = _SELECT.where(table.c.root_key == root_key, table.c.seq > after).order_by(table.c.seq)
    if upto is not None:
        statement = statement.where(table.c.seq <= upto)
    return records.every(session, HistoryEntry, statement.limit(limit), _PAYLOADS)


def get(session: Session, root_key: int, seq: int) -> HistoryEntry | None:
    """Return one entry."""
    statement = _SELECT.where(table.c.root_key == root_key, table.c.seq == seq)
    return records.first(session, HistoryEntry, statement, _PAYLOADS)


def latest(session: Session, root_key: int) -> HistoryEntry | None:
    """Return the last entry of a root instance."""
    statement = _SELECT.where(table.c.root_key == root_key).order_by(table.c.seq.desc())
    return records.first(session, HistoryEntry, statement, _PAYLOADS)
