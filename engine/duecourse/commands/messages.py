"""Messages: published to whoever waits, or handed to one who must be waiting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from duecourse.commands import cases, publications
from duecourse.commands.transaction import Installation, Transaction, run
from duecourse.errors import InvalidInput, LostRace, NotFound
from duecourse.history.commands import CorrelateMessage
from duecourse.model.identity import SYSTEM
from duecourse.model.json import Json, loads
from duecourse.persistence import deliveries, message_subscriptions, messages
from duecourse.persistence.keys import local_of
from duecourse.persistence.message_subscriptions import MessageSubscription

LONGEST_LIFE_MS = 100 * 365 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Correlated:
    """Who got a message."""

    message_key: int
    instance_key: int


def publish(
    tx: Transaction,
    name: str,
    correlation_key: str,
    variables: Mapping[str, Json],
    time_to_live_ms: int = 0,
    message_id: str | None = None,
) -> int:
    """Publish a message; return its key.

    Exactly one receiver gets it: a waiting element, else a start event, else whoever comes to wait for it
    within ``time_to_live_ms`` milliseconds of business time. With a ``message_id``, publishing twice is once.
    """
    if not name:
        raise InvalidInput("a message needs a name")
    if not 0 <= time_to_live_ms <= LONGEST_LIFE_MS:
        raise InvalidInput(f"timeToLive must be between 0 and {LONGEST_LIFE_MS} milliseconds")
    expires = tx.now + timedelta(milliseconds=time_to_live_ms)
    return publications.keep(tx, name, correlation_key, variables, expires, message_id)


def correlate(tx: Transaction, name: str, correlation_key: str, variables: Mapping[str, Json]) -> Correlated:
    """Hand a message to the element that waits for it, or to a start event; raises NotFound if none does."""
    waiting = message_subscriptions.waiting(tx.session, name, correlation_key)
    receivers = waiting or message_subscriptions.starts(tx.session, name)
    if not receivers:
        raise NotFound(f"nothing waits for message '{name}' with correlation key '{correlation_key}'")
    key = tx.installation.new_key()
    return Correlated(key, _hand_over(tx, receivers[0], key, variables))


def deliver(installation: Installation) -> int:
    """Deliver the published messages that have a receiver, each in a transaction of its own; return how many.

    What has no receiver and has expired is marked so.
    """
    count = 0
    while run(installation, SYSTEM, _deliver_one)[0]:
        count += 1
    return count


def _deliver_one(tx: Transaction) -> bool:
    found = deliveries.following(tx.session, tx.now)
    if found is None:
        messages.expire(tx.session, tx.now)
        return False
    if not deliveries.take(tx.session, found.message.key):
        raise LostRace
    variables = cast(dict[str, Json], loads(found.message.payload))
    _hand_over(tx, found.receiver, found.message.key, variables)
    return True


def _hand_over(tx: Transaction, waiting: MessageSubscription, key: int, variables: Mapping[str, Json]) -> int:
    if waiting.root_key is None:
        return cases.start(tx, waiting.definition_key, variables, at=waiting.element_id)
    command = CorrelateMessage(element=local_of(waiting.key), message=str(key), variables=dict(variables))
    cases.step(tx, waiting.root_key, command)
    return waiting.root_key
