"""Who read what; written before the reader gets an answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import access_log as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One access; ``at`` is system time, ``detail`` what was asked for (never what it holds)."""

    key: int
    at: datetime
    account_key: int
    action: str
    root_key: int | None
    detail: str = ""


def add(session: Session, access: Access) -> None:
    """Note an access."""
    records.add(session, table, access)


def of_root(session: Session, root_key: int) -> list[Access]:
    """Return who accessed a case, oldest first."""
    statement = records.selecting(Access, table).where(table.c.root_key == root_key)
    return records.every(session, Access, statement.order_by(table.c.at, table.c.key))
