"""Published messages, kept until somebody receives them or they expire."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from duecourse.model.states import MessageState
from duecourse.persistence import records
from duecourse.persistence.tables import message as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message; ``payload`` is its variables as canonical JSON, the moments are business time."""

    key: int
    name: str
    correlation_key: str
    message_id: str | None
    expires_at: datetime
    published_at: datetime
    payload: bytes
    state: MessageState


_PAYLOADS: Final = ("payload",)
_SELECT = records.selecting(Message, table, _PAYLOADS)


def add(session: Session, message: Message) -> None:
    """Keep a message; one with the same name, correlation key and message id is a lost race."""
    records.add(session, table, message, _PAYLOADS)


def get(session: Session, key: int) -> Message | None:
    """Return the message with a key."""
    return records.first(session, Message, _SELECT.where(table.c.key == key), _PAYLOADS)


def by_id(session: Session, name: str, correlation_key: str, message_id: str) -> Message | None:
    """Return the message that was published with this id, whatever became of it."""
    statement = _SELECT.where(
        table.c.name == name,
        table.c.correlation_key == correlation_key,
        table.c.message_id == message_id,
    )
    return records.first(session, Message, statement, _PAYLOADS)


def buffered(
    session: Session, name: str, correlation_key: str | None, now: datetime, limit: int | None = None
) -> list[Message]:
    """Return messages that nobody has received and that are not expired at ``now``, oldest first.

    Without a correlation key, as a message start event has none, those with any.
    """
    statement = _SELECT.where(
        table.c.state == MessageState.BUFFERED, table.c.name == name, table.c.expires_at > now
    )
    if correlation_key is not None:
        statement = statement.where(table.c.correlation_key == correlation_key)
    return records.every(session, Message, statement.order_by(table.c.key).limit(limit), _PAYLOADS)


def correlated(session: Session, key: int) -> None:
    """Note that a message was received."""
    session.execute(update(table).where(table.c.key == key).values(state=MessageState.CORRELATED))


def expire(session: Session, now: datetime) -> int:
    """Let all buffered messages expire whose time is over at ``now``; return how many they were."""
    statement = update(table).where(table.c.state == MessageState.BUFFERED, table.c.expires_at <= now)
    return records.changed(session, statement.values(state=MessageState.EXPIRED))
