"""The business clock, where a setting allows it to be moved."""

from datetime import datetime
from typing import Final

from duecourse.commands import messages, timers
from duecourse.commands.installation import Installation, perform
from duecourse.errors import Conflict, Forbidden, InvalidInput
from duecourse.model.identity import Actor
from duecourse.persistence import clock

MOST: Final = 50_000
"""Timers and messages that one movement lets happen; more than that are taken for a loop without an end."""


def pin(installation: Installation, actor: Actor, instant: datetime) -> None:
    """Let business time stand still at ``instant``; what is due then has fired when this returns.

    Raises Forbidden; InvalidInput for an instant without an offset; Conflict where firing would not end, the
    rest of which is left to the worker.
    """
    if instant.tzinfo is None:
        raise InvalidInput(f"the instant {instant.isoformat()} has no offset from UTC")
    _move(installation, actor, instant)


def reset(installation: Installation, actor: Actor) -> None:
    """Let business time follow the system's again; what is due then has fired when this returns."""
    _move(installation, actor, None)


def _move(installation: Installation, actor: Actor, instant: datetime | None) -> None:
    if not installation.settings.clock_movable:
        raise Forbidden("the clock of this installation cannot be moved")
    if not actor.is_administrator:
        raise Forbidden("only an administrator may move the clock")
    perform(installation, actor, lambda tx: clock.pin(tx.session, instant))
    left = MOST
    while left > 0:
        done = timers.fire_due(installation, left, all_of_them=True)
        done += messages.deliver(installation, left, all_of_them=True)
        if not done:
            return
        left -= done
    raise Conflict(f"the clock is moved, but after {MOST} timers and messages there are more: is it a loop?")
