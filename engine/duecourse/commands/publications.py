"""Messages on their way: what a case published, and what it began to wait for."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, cast

from duecourse.calendars import CalendarError, add_period, parse_duration
from duecourse.commands.transaction import Transaction
from duecourse.history.effects import Effect, EffectType
from duecourse.model.json import Json, dumps
from duecourse.model.states import MessageState
from duecourse.persistence import messages

_LATEST: Final = datetime(9999, 1, 1, tzinfo=UTC)


def follow(tx: Transaction, effects: Sequence[Effect]) -> None:
    """Keep the messages that an entry published, in its transaction; they are delivered once it is committed.

    An entry that begins to wait for a message is a reason to look for buffered ones too.
    """
    for effect in effects:
        if effect["type"] == EffectType.MESSAGE_PUBLISHED:
            _publish(tx, effect)
        elif effect["type"] == EffectType.MESSAGE_AWAITED:
            tx.delivers = True


def _publish(tx: Transaction, effect: Effect) -> None:
    message_id = effect.get("messageId")
    keep(
        tx,
        str(effect["name"]),
        str(effect.get("correlationKey", "")),
        cast(Mapping[str, Json], effect["variables"]),
        _expiry(tx, effect.get("timeToLive")),
        None if message_id is None else str(message_id),
    )


def _expiry(tx: Transaction, lifetime: Json) -> datetime:
    """Return when a message expires: a lifetime below none is none, one beyond the calendar never ends."""
    if lifetime is None:
        return tx.now
    try:
        expiry = add_period(tx.now, parse_duration(str(lifetime)), tx.installation.settings.timezone)
    except CalendarError:
        return _LATEST
    return max(tx.now, expiry)


def keep(
    tx: Transaction,
    name: str,
    correlation_key: str,
    variables: Mapping[str, Json],
    expires: datetime,
    message_id: str | None,
) -> int:
    """Keep a published message until it is delivered or ``expires``; return its key.

    A message id makes publishing twice the same as publishing once: the key is then that of the first.
    """
    if message_id is not None:
        known = messages.by_id(tx.session, name, correlation_key, message_id)
        if known is not None:
            return known.key
    message = messages.Message(
        key=tx.installation.new_key(),
        name=name,
        correlation_key=correlation_key,
        message_id=message_id,
        expires_at=expires,
        published_at=tx.now,
        payload=dumps(dict(variables)).encode(),
        state=MessageState.BUFFERED,
    )
    messages.add(tx.session, message)
    tx.delivers = True
    return message.key
