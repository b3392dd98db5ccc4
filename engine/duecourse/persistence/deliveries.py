"""Which published message goes to whom next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from duecourse.model.states import MessageState
from duecourse.persistence import message_subscriptions, messages, records
from duecourse.persistence.message_subscriptions import MessageSubscription
from duecourse.persistence.messages import Message
from duecourse.persistence.tables import message, message_subscription


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message and the one that is to get it."""

    message: Message
    receiver: MessageSubscription


def following(session: Session, now: datetime) -> Delivery | None:
    """Return the oldest message that has a receiver: a waiting element, else a message start event.

    A message without a time to live is never older than its first attempt; others must not have expired.
    """
    matches = and_(
        message_subscription.c.name == message.c.name,
        or_(
            message_subscription.c.correlation_key == message.c.correlation_key,
            message_subscription.c.root_key.is_(None),
        ),
    )
    alive = or_(message.c.expires_at > now, message.c.expires_at == message.c.published_at)
    statement = (
        select(message.c.key, message_subscription.c.key)
        .join(message_subscription, matches)
        .where(message.c.state == MessageState.BUFFERED, alive)
        .order_by(message.c.key, message_subscription.c.root_key.is_(None), message_subscription.c.key)
        .limit(1)
    )
    found = session.execute(statement).first()
    if found is None:
        return None
    published, receiver = messages.get(session, found[0]), message_subscriptions.get(session, found[1])
    return None if published is None or receiver is None else Delivery(published, receiver)


def take(session: Session, key: int) -> bool:
    """Note that a buffered message is being delivered; return False if somebody else was faster."""
    statement = update(message).where(message.c.key == key, message.c.state == MessageState.BUFFERED)
    return records.changed(session, statement.values(state=MessageState.CORRELATED)) == 1
