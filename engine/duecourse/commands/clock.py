"""The business clock, where a setting allows it to be moved."""

from datetime import datetime

from duecourse.commands import messages, timers
from duecourse.commands.installation import Installation, perform
from duecourse.errors import Forbidden
from duecourse.model.identity import Actor
from duecourse.persistence import clock


def pin(installation: Installation, actor: Actor, instant: datetime) -> None:
    """Let business time stand still at ``instant``; what is due then has fired when this returns."""
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
    timers.fire_due(installation)
    messages.deliver(installation)
