"""Answers given before, so that a repeated request gets the same one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import idempotency as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to the request that an account marked with a key; ``created_at`` is system time."""

    account_key: int
    idempotency_key: str
    request_hash: str
    status: int
    body: bytes
    created_at: datetime


def find(session: Session, account_key: int, idempotency_key: str) -> Answer | None:
    """Return the answer given before."""
    statement = records.selecting(Answer, table).where(
        table.c.account_key == account_key, table.c.idempotency_key == idempotency_key
    )
    return records.first(session, Answer, statement)


def add(session: Session, answer: Answer) -> None:
    """Keep an answer; one for the same key, kept meanwhile, is a lost race."""
    records.add(session, table, answer)


def forget(session: Session, before: datetime) -> int:
    """Delete the answers older than a moment; return how many they were."""
    return records.changed(session, delete(table).where(table.c.created_at < before))
