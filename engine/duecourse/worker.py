"""The worker: what has to happen without anybody asking for it."""

import logging
from threading import Event

from duecourse.commands import messages, timers
from duecourse.commands.installation import Installation
from duecourse.errors import DuecourseError

_log = logging.getLogger(__name__)


def run(installation: Installation, stop: Event) -> None:
    """Fire what is due and deliver what was published, again and again, until ``stop`` is set.

    Any number of workers may run beside each other. Where the database is away, it tries again.
    """
    pause = installation.settings.worker_poll_seconds
    while not stop.is_set():
        if not work(installation):
            stop.wait(pause)


def work(installation: Installation) -> int:
    """Do once all that is due; return how much there was."""
    try:
        return timers.fire_due(installation) + messages.deliver(installation)
    except DuecourseError as error:
        _log.warning("the worker could not go on: %s", error.title)
        return 0
