"""The worker: what has to happen without anybody asking for it."""

import logging
from threading import Event
from typing import Final

from duecourse.commands import messages, timers
from duecourse.commands.installation import Installation
from duecourse.commands.setbacks import told

_log = logging.getLogger(__name__)

AT_ONCE: Final = 20
"""How much is done before the worker looks whether it shall stop."""


def run(installation: Installation, stop: Event) -> None:
    """Fire what is due and deliver what was published, again and again, until ``stop`` is set.

    Any number of workers may run beside each other. Where the database is away, or anything else is wrong,
    it tries again.
    """
    pause = installation.settings.worker_poll_seconds
    while not stop.is_set():
        if not work(installation):
            stop.wait(pause)


def work(installation: Installation) -> int:
    """Do once what is due, a limited number of timers and messages; return how much was done."""
    try:
        fired = timers.fire_due(installation, AT_ONCE)
        return fired + messages.deliver(installation, AT_ONCE)
    except Exception as error:  # noqa: BLE001 - a worker that ends would leave every case to itself
        _log.warning("the worker could not go on: %s", told(error))
        return 0
