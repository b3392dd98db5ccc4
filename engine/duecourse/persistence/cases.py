"""Case files: what several process instances about the same matter have in common."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import case_file as table


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case; ``business_id`` is the reference that people know it by."""

    key: int
    business_id: str | None
    opened_at: datetime
    retention_class: str | None = None
    legal_hold: bool = False


_SELECT = records.selecting(CaseFile, table)


def add(session: Session, case: CaseFile) -> None:
    """Open a case file."""
    records.add(session, table, case)


def get(session: Session, key: int) -> CaseFile | None:
    """Return the case file with a key."""
    return records.first(session, CaseFile, _SELECT.where(table.c.key == key))


def by_business_id(session: Session, business_id: str) -> CaseFile | None:
    """Return the case file with a business id."""
    return records.first(session, CaseFile, _SELECT.where(table.c.business_id == business_id))
