"""Elements that wait for a message: in running instances, and message start events (those have no root)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import message_subscription as table
from duecourse.persistence.tables import process_definition


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSubscription:
    """One element that waits for messages of a name, with a correlation key unless it is a start event."""

    key: int
    root_key: int | None
    instance_key: int | None
    definition_key: int
    element_id: str
    name: str
    correlation_key: str | None
    created_at: datetime


_SELECT = records.selecting(MessageSubscription, table)


def add(session: Session, subscription: MessageSubscription) -> None:
    """Let an element wait for messages."""
    records.add(session, table, subscription)


def get(session: Session, key: int) -> MessageSubscription | None:
    """Return the subscription with a key."""
    return records.first(session, MessageSubscription, _SELECT.where(table.c.key == key))


def waiting(session: Session, name: str, correlation_key: str) -> list[MessageSubscription]:
    """Return what waits in running instances for a message, oldest first."""
    statement = _SELECT.where(
        table.c.name == name, table.c.correlation_key == correlation_key, table.c.root_key.is_not(None)
    )
    return records.every(session, MessageSubscription, statement.order_by(table.c.key))


def starts(session: Session, name: str) -> list[MessageSubscription]:
    """Return the message start events for a message, oldest first."""
    statement = _SELECT.where(table.c.name == name, table.c.root_key.is_(None))
    return records.every(session, MessageSubscription, statement.order_by(table.c.key))


def remove_starts(session: Session, process_id: str) -> None:
    """Remove the message start events of every version of a process."""
    versions = select(process_definition.c.key).where(process_definition.c.process_id == process_id)
    session.execute(delete(table).where(table.c.root_key.is_(None), table.c.definition_key.in_(versions)))
