"""Which published message goes to whom next, and which has come too late."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, exists, not_, or_, select, update
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


_MATCHES: Final = and_(
    message_subscription.c.name == message.c.name,
    or_(
        message_subscription.c.correlation_key == message.c.correlation_key,
        message_subscription.c.root_key.is_(None),
    ),
)


def following(session: Session, now: datetime, without: Collection[int] = ()) -> Delivery | None:
    """Return the oldest message that has a receiver: a waiting element, else a message start event.

    A message without a time to live is never older than its first attempt; others must not have expired.
    Those with a key in ``without`` are left.
    """
    alive = or_(message.c.expires_at > now, message.c.expires_at == message.c.published_at)
    statement = (
        select(message.c.key, message_subscription.c.key)
        .join(message_subscription, _MATCHES)
        .where(message.c.state == MessageState.BUFFERED, alive, message.c.key.not_in(without))
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


def expire(session: Session, now: datetime) -> int:
    """Let the messages expire whose time is over at ``now``; return how many they were.

    One without a time to live is left while somebody waits for it: it was published after the look for
    receivers, and is still to be delivered.
    """
    came_late = and_(message.c.expires_at == message.c.published_at, exists().where(_MATCHES))
    statement = update(message).where(
        message.c.state == MessageState.BUFFERED, message.c.expires_at <= now, not_(came_late)
    )
    return records.changed(session, statement.values(state=MessageState.EXPIRED))
