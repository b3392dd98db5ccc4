"""Wrong passwords, counted, so that nobody can try one after the other."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Final

from duecourse_api.errors import TooManyRequests

MOST: Final = 20
WINDOW_SECONDS: Final = 60
REMEMBERED: Final = 10_000


class Attempts:
    """How often a sign-in failed lately, by who tried it: the address it came from and the username.

    The address counts too, so that nobody can keep somebody else out by guessing at their password.
    """

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._failures: dict[tuple[str, str], list[float]] = {}
        self._lock = Lock()

    def check(self, address: str, username: str) -> None:
        """Raise TooManyRequests after too many failures within a minute."""
        with self._lock:
            if len(self._recent((address, username))) >= MOST:
                raise TooManyRequests(
                    f"too many wrong passwords for this account: wait {WINDOW_SECONDS} seconds"
                )

    def failed(self, address: str, username: str) -> None:
        """Count a failure."""
        who = (address, username)
        with self._lock:
            if len(self._failures) >= REMEMBERED:
                self._failures = {each: recent for each in self._failures if (recent := self._recent(each))}
            if len(self._failures) < REMEMBERED or who in self._failures:
                self._failures[who] = [*self._recent(who), self._monotonic()][-MOST:]

    def _recent(self, who: tuple[str, str]) -> list[float]:
        since = self._monotonic() - WINDOW_SECONDS
        return [moment for moment in self._failures.get(who, []) if moment > since]
