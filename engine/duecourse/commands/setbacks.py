"""What could not be done when it was due: remembered, so that it is tried again less and less often."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from traceback import walk_tb
from typing import Final

from duecourse.errors import LostRace, Unavailable

_log = logging.getLogger(__name__)

_FIRST: Final = timedelta(seconds=1)
_LONGEST: Final = timedelta(hours=1)


class Setbacks:
    """The timers and messages that failed in this process, by key, with the time of the next try.

    It doubles from a second to an hour. ``now`` tells the system's time.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._pauses: dict[int, timedelta] = {}
        self._next: dict[int, datetime] = {}
        self._lock = Lock()

    def note(self, key: int) -> None:
        """Note that something failed."""
        with self._lock:
            pause = min(2 * self._pauses.get(key, _FIRST / 2), _LONGEST)
            self._pauses[key] = pause
            self._next[key] = self._now() + pause

    def forget(self, key: int) -> None:
        """Note that something succeeded."""
        with self._lock:
            self._pauses.pop(key, None)
            self._next.pop(key, None)

    def left(self) -> set[int]:
        """Return the keys that are not to be tried yet."""
        with self._lock:
            now = self._now()
            for key in [key for key, moment in self._next.items() if moment + _LONGEST < now]:
                del self._next[key], self._pauses[key]  # somebody else has dealt with it
            return {key for key, moment in self._next.items() if moment > now}


def attempt(setbacks: Setbacks, left: set[int], what: str, do: Callable[[list[int]], object]) -> int | None:
    """Let ``do`` deal with the next thing that is due; return its key, or None if there is none.

    ``do`` puts the key into the list that it is given, before anything can fail. Whatever is wrong with one
    thing, the others go on: what fails joins ``left``, the keys to be left alone for now. Raises Unavailable
    where the database is away, and what fails before anything was taken.
    """
    taken: list[int] = []
    try:
        do(taken)
    except Unavailable:
        raise
    except LostRace:  # somebody else is busy with it
        left.update(taken)
    except Exception as error:
        if not taken:
            raise
        _log.warning("%s %d could not go on: %s", what, taken[-1], told(error))
        left.add(taken[-1])
        setbacks.note(taken[-1])
    else:
        for key in taken:
            setbacks.forget(key)
    return taken[-1] if taken else None


def told(error: BaseException) -> str:
    """Say what failed and where, without the words of the error: they may hold what a case holds."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    if not frames:
        return type(error).__name__
    code = frames[-1].f_code
    return f"{type(error).__name__} in {frames[-1].f_globals.get('__name__')}.{code.co_name}"
