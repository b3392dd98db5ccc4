"""The worker: what has to happen without anybody asking for it."""

import logging
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Final

from duecourse.commands import answers, messages, timers
from duecourse.commands.installation import Installation
from duecourse.commands.setbacks import told

_log = logging.getLogger(__name__)

AT_ONCE: Final = 20
"""How much is done before the worker looks whether it shall stop."""
TIDY_SECONDS: Final = 3600
"""How often what is no longer needed is deleted."""


def run(installation: Installation, stop: Event) -> None:
    """Fire what is due and deliver what was published, again and again, until ``stop`` is set.

    Any number of workers may run beside each other. Where the database is away, or anything else is wrong,
    it tries again.
    """
    pause = installation.settings.worker_poll_seconds
    tidy_at = monotonic()
    while not stop.is_set():
        if monotonic() >= tidy_at:
            tidy(installation)
            tidy_at = monotonic() + TIDY_SECONDS
        if not work(installation):
            stop.wait(pause)


def work(installation: Installation) -> int:
    """Do once what is due, a limited number of timers and messages; return how much was done."""
    return _tried(lambda: timers.fire_due(installation, AT_ONCE) + messages.deliver(installation, AT_ONCE))


def tidy(installation: Installation) -> int:
    """Delete what is no longer needed; return how much it was."""
    return _tried(lambda: answers.forget_old(installation))


def _tried(do: Callable[[], int]) -> int:
    try:
        return do()
    except Exception as error:  # noqa: BLE001 - a worker that ends would leave every case to itself
        _log.warning("the worker could not go on: %s", told(error))
        return 0
