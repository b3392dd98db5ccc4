"""Passwords: hashed by argon2, checked at the same cost whoever asks."""

import hmac
import secrets
import time
from collections.abc import Callable
from threading import BoundedSemaphore, Lock
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from duecourse.errors import FieldError, InvalidInput, Unavailable

MINIMUM_LENGTH: Final = 8
MAXIMUM_LENGTH: Final = 1_000
REMEMBERED_SECONDS: Final = 60
REMEMBERED: Final = 1_000
WAIT_SECONDS: Final = 15

T = TypeVar("T")


class Passwords:
    """Hashes and checks passwords, a few at a time: each takes 64 MiB and about 180 ms of a processor.

    A password that was right is remembered for a minute, so that Basic authentication need not hash it for
    every request. What is kept is a digest under a random key of this process, over the user, the stored hash
    and the password: it tells nobody the password, and a new stored hash makes it worthless.
    """

    def __init__(
        self,
        concurrency: int,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = BoundedSemaphore(concurrency)
        self._monotonic = monotonic
        self._secret = secrets.token_bytes(32)
        self._until: dict[bytes, float] = {}
        self._lock = Lock()
        # What the passwords of users that do not exist are checked against, so that this takes as long.
        self._nobody = self._hasher.hash(secrets.token_bytes(32))

    def hash(self, password: str) -> str:
        """Return the hash to store; raise InvalidInput for a password that is too short or too long.

        Call it before the transaction that stores it: it takes its time.
        """
        if not MINIMUM_LENGTH <= len(password) <= MAXIMUM_LENGTH:
            message = f"must have {MINIMUM_LENGTH} to {MAXIMUM_LENGTH} characters"
            raise InvalidInput("This password cannot be used.", fields=[FieldError("password", message)])
        return self._in_turn(lambda: self._hasher.hash(_bytes(password)))

    def matches(self, username: str, stored: str | None, password: str) -> bool:
        """Tell whether a password fits a stored hash; without one, as for an unknown user, take as long.

        Raises Unavailable if too many others are being checked.
        """
        if len(password) > MAXIMUM_LENGTH:
            password = ""
        digest = self._digest(username, stored or self._nobody, password)
        if self._remembers(digest):
            return True
        right = self._in_turn(lambda: self._verify(stored or self._nobody, password)) and stored is not None
        if right:
            self._remember(digest)
        return right

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False

    def _in_turn(self, work: Callable[[], T]) -> T:
        if not self._turns.acquire(timeout=WAIT_SECONDS):
            raise Unavailable("Too many people are signing in at once; try again in a moment.")
        try:
            return work()
        finally:
            self._turns.release()

    def _digest(self, username: str, stored: str, password: str) -> bytes:
        parts = [_bytes(part) for part in (username, stored, password)]
        text = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        return hmac.digest(self._secret, text, "sha256")

    def _remembers(self, digest: bytes) -> bool:
        with self._lock:
            return self._until.get(digest, 0.0) > self._monotonic()

    def _remember(self, digest: bytes) -> None:
        now = self._monotonic()
        with self._lock:
            if len(self._until) >= REMEMBERED:
                self._until = {each: until for each, until in self._until.items() if until > now}
            if len(self._until) < REMEMBERED:
                self._until[digest] = now + REMEMBERED_SECONDS


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
