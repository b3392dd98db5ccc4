"""Bearer tokens, of which only a hash is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import access_token as table


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """One token; its moments are system time."""

    key: int
    account_key: int
    token_hash: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    label: str


_SELECT = records.selecting(AccessToken, table)


def add(session: Session, token: AccessToken) -> None:
    """Store a token."""
    records.add(session, table, token)


def get(session: Session, key: int) -> AccessToken | None:
    """Return the token with a key."""
    return records.first(session, AccessToken, _SELECT.where(table.c.key == key))


def by_hash(session: Session, token_hash: str) -> AccessToken | None:
    """Return the token with a hash."""
    return records.first(session, AccessToken, _SELECT.where(table.c.token_hash == token_hash))


def of_account(session: Session, account_key: int) -> list[AccessToken]:
    """Return the tokens of an account, oldest first."""
    statement = _SELECT.where(table.c.account_key == account_key).order_by(table.c.key)
    return records.every(session, AccessToken, statement)


def revoke(session: Session, key: int, at: datetime) -> None:
    """Revoke a token; one that was revoked before keeps its moment."""
    session.execute(
        update(table).where(table.c.key == key, table.c.revoked_at.is_(None)).values(revoked_at=at)
    )
