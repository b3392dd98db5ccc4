"""Messages: published to whoever waits, or handed to one who must be waiting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, cast

from duecourse.commands import cases, publications
from duecourse.commands.setbacks import attempt
from duecourse.commands.transaction import Installation, Transaction, run
from duecourse.commands.words import check_names, check_words
from duecourse.errors import FieldError, InvalidInput, LostRace, NotFound
from duecourse.history.commands import CorrelateMessage
from duecourse.model.identity import SYSTEM
from duecourse.model.json import Json, loads
from duecourse.persistence import deliveries, message_subscriptions
from duecourse.persistence.keys import local_of
from duecourse.persistence.message_subscriptions import MessageSubscription

LONGEST_LIFE_MS: Final = 100 * 365 * 24 * 3600 * 1000


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
    Raises InvalidInput.
    """
    _check(name, correlation_key, variables, message_id)
    if not 0 <= time_to_live_ms <= LONGEST_LIFE_MS:
        wrong = f"must be between 0 and {LONGEST_LIFE_MS} milliseconds"
        raise InvalidInput(f"timeToLive {wrong}", fields=[FieldError("timeToLive", wrong)])
    expires = tx.now + timedelta(milliseconds=time_to_live_ms)
    return publications.keep(tx, name, correlation_key, variables, expires, message_id or None)


def correlate(tx: Transaction, name: str, correlation_key: str, variables: Mapping[str, Json]) -> Correlated:
    """Hand a message to the element that waits for it, or to a start event; raises NotFound if none does."""
    _check(name, correlation_key, variables)
    waiting = message_subscriptions.waiting(tx.session, name, correlation_key)
    receivers = waiting or message_subscriptions.starts(tx.session, name)
    if not receivers:
        raise NotFound(f"nothing waits for message '{name}' with correlation key '{correlation_key}'")
    key = tx.installation.new_key()
    _hold(tx, receivers[0])
    return Correlated(key, _hand_over(tx, receivers[0], key, variables))


def _check(
    name: str, correlation_key: str, variables: Mapping[str, Json], message_id: str | None = None
) -> None:
    if not name:
        raise InvalidInput("a message needs a name", fields=[FieldError("name", "is missing")])
    check_words({"name": name, "correlationKey": correlation_key, "messageId": message_id})
    check_names(variables)


def deliver(installation: Installation, most: int, *, all_of_them: bool = False) -> int:
    """Deliver up to ``most`` published messages that have a receiver, each in a transaction of its own.

    Returns how many were delivered; what has no receiver and has expired is marked so. One that cannot be
    delivered keeps no other one back, and is tried again after a while; with ``all_of_them`` that while is
    not waited for. Raises Unavailable where the database is away.
    """
    left = set() if all_of_them else installation.setbacks.left()
    count = 0
    while count < most:
        key = _deliver_next(installation, left)
        if key is None:
            break
        count += key not in left
    return count


def _deliver_next(installation: Installation, left: set[int]) -> int | None:
    def one(tx: Transaction, taken: list[int]) -> None:
        taken.clear()  # this may be another try, after a race that was lost
        found = deliveries.following(tx.session, tx.now, left)
        if found is None:
            deliveries.expire(tx.session, tx.now)
            return
        taken.append(found.message.key)
        _hold(tx, found.receiver)
        if not deliveries.take(tx.session, found.message.key):
            raise LostRace
        variables = cast(dict[str, Json], loads(found.message.payload))
        _hand_over(tx, found.receiver, found.message.key, variables)

    return attempt(
        installation.setbacks,
        left,
        "message",
        lambda taken: run(installation, SYSTEM, lambda tx: one(tx, taken)),
    )


def _hold(tx: Transaction, receiver: MessageSubscription) -> None:
    """Lock the case of a receiver, if it has one; raises LostRace if it does not wait any more."""
    if receiver.root_key is not None:
        cases.lock(tx, receiver.root_key)
    if message_subscriptions.get(tx.session, receiver.key) is None:
        raise LostRace


def _hand_over(
    tx: Transaction, receiver: MessageSubscription, key: int, variables: Mapping[str, Json]
) -> int:
    if receiver.root_key is None:
        return cases.start(tx, receiver.definition_key, variables, at=receiver.element_id, message=key)
    command = CorrelateMessage(element=local_of(receiver.key), message=str(key), variables=dict(variables))
    cases.step(tx, receiver.root_key, command)
    return receiver.root_key
