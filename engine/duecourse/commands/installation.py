"""Opening an installation, and doing work in it."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from duecourse.calendars.england import england
from duecourse.commands import messages
from duecourse.commands.setbacks import told
from duecourse.commands.transaction import Installation, Transaction, business_now, run
from duecourse.model.identity import Actor
from duecourse.persistence.session import engine_for, sessions_for
from duecourse.settings import Settings

__all__ = ["Installation", "Transaction", "business_now", "open_installation", "perform"]

T = TypeVar("T")

_log = logging.getLogger(__name__)

MOST_MESSAGES: Final = 1_000
"""Messages that are delivered for whoever published one; the rest is left to the worker."""


def open_installation(settings: Settings) -> Installation:
    """Return the installation that the settings describe; its database must have been upgraded."""
    return Installation(settings, sessions_for(engine_for(settings.database_url)), england())


def perform(
    installation: Installation,
    actor: Actor,
    work: Callable[[Transaction], T],
    *,
    act_date: date | None = None,
) -> T:
    """Do ``work`` in one transaction and return what it returns, once that is committed.

    A lost race is run again on the fresh state; a refusal is committed and raised. The messages that the work
    published, or that waited for what it began to wait for, are delivered before this returns; were the
    process killed in between, the worker would deliver them. The work is done then, so nothing that goes
    wrong with them is an error of this. Raises InvalidInput for an act date in the future.
    """
    result, transaction = run(installation, actor, work, act_date)
    if transaction.delivers:
        try:
            messages.deliver(installation, MOST_MESSAGES)
        except Exception as error:  # noqa: BLE001 - the work is committed, whoever asked for it must hear so
            _log.warning("messages are left to the worker: %s", told(error))
    return result
