"""Snapshots: the whole state after an entry, so that loading need not fold from the first one."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import snapshot as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state of a root instance after the entry ``seq``, as canonical JSON."""

    root_key: int
    seq: int
    state: bytes


_PAYLOADS: Final = ("state",)
_SELECT = records.selecting(Snapshot, table, _PAYLOADS)


def add(session: Session, snapshot: Snapshot) -> None:
    """Keep a snapshot."""
    records.add(session, table, snapshot, _PAYLOADS)


def latest_before(session: Session, root_key: int, seq: int | None = None) -> Snapshot | None:
    """Return the newest snapshot that is not newer than the entry ``seq``; without it, the newest of all."""
    statement = _SELECT.where(table.c.root_key == root_key).order_by(table.c.seq.desc())
    if seq is not None:
        statement = statement.where(table.c.seq <= seq)
    return records.first(session, Snapshot, statement, _PAYLOADS)
