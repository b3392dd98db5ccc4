import threading
import time
from typing import Literal

import pytest
from argon2 import PasswordHasher

from duecourse.commands import passwords as module
from duecourse.commands.passwords import Passwords
from duecourse.errors import InvalidInput, Unavailable

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Counting(PasswordHasher):
    """Counts what is verified, which is what costs time."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.verified += 1
        return super().verify(hash, password)


def test_the_standard_hasher_is_expensive() -> None:
    stored = Passwords(1).hash("correct horse")

    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_password_fits_its_own_hash_only() -> None:
    passwords = Passwords(1, hasher=CHEAP)
    stored = passwords.hash("correct horse")

    assert passwords.matches("ann", stored, "correct horse")
    assert not passwords.matches("ann", stored, "correct hors")
    assert not passwords.matches("ann", stored, "")
    assert not passwords.matches("ann", "no hash at all", "correct horse")


@pytest.mark.parametrize("password", ["", "short12", "x" * 1_001])
def test_a_password_has_a_length(password: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        Passwords(1, hasher=CHEAP).hash(password)

    assert raised.value.fields[0].field == "password"


def test_any_characters_make_a_password() -> None:
    passwords = Passwords(1, hasher=CHEAP)

    assert passwords.matches("ann", passwords.hash("päss\0\ud800 word"), "päss\0\ud800 word")


def test_an_unknown_user_costs_as_much_as_a_known_one() -> None:
    hasher = Counting()
    passwords = Passwords(1, hasher=hasher)
    stored = passwords.hash("correct horse")

    assert not passwords.matches("nobody", None, "correct horse")
    assert hasher.verified == 1
    assert not passwords.matches("ann", stored, "wrong horse")
    assert hasher.verified == 2


def test_a_right_password_is_remembered_for_a_minute() -> None:
    now = [0.0]
    hasher = Counting()
    passwords = Passwords(1, hasher=hasher, monotonic=lambda: now[0])
    stored = passwords.hash("correct horse")

    for moment, expected in ((0.0, 1), (59.9, 1), (60.0, 2)):
        now[0] = moment
        assert passwords.matches("ann", stored, "correct horse")
        assert hasher.verified == expected


def test_what_is_remembered_serves_nobody_and_nothing_else() -> None:
    hasher = Counting()
    passwords = Passwords(1, hasher=hasher)
    stored, changed = passwords.hash("correct horse"), passwords.hash("another horse")
    assert passwords.matches("ann", stored, "correct horse")

    assert not passwords.matches("ann", stored, "wrong horse")
    assert not passwords.matches("ann", stored, "wrong horse")
    assert not passwords.matches("ann", changed, "correct horse")
    assert passwords.matches("bob", stored, "correct horse")
    assert hasher.verified == 5


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)
    now = [0.0]
    hasher = Counting()
    passwords = Passwords(1, hasher=hasher, monotonic=lambda: now[0])
    stored = passwords.hash("correct horse")

    for name in ("a", "b", "c", "c", "a"):
        assert passwords.matches(name, stored, "correct horse")
    assert hasher.verified == 4

    now[0] = 61.0
    assert passwords.matches("c", stored, "correct horse")
    assert passwords.matches("c", stored, "correct horse")
    assert hasher.verified == 5


class Slow(PasswordHasher):
    """Takes its time, and notes how many do so at once."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.running = 0
        self.most = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.running += 1
        self.most = max(self.most, self.running)
        time.sleep(0.05)
        self.running -= 1
        return super().verify(hash, password)


def test_only_a_few_are_checked_at_once() -> None:
    hasher = Slow()
    passwords = Passwords(2, hasher=hasher)
    threads = [
        threading.Thread(target=passwords.matches, args=(f"user{n}", None, "correct horse")) for n in range(6)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert hasher.most == 2


def test_who_waits_too_long_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.01)
    passwords = Passwords(1, hasher=Slow())
    busy = threading.Thread(target=passwords.matches, args=("ann", None, "correct horse"))
    busy.start()
    time.sleep(0.02)

    with pytest.raises(Unavailable):
        passwords.matches("bob", None, "correct horse")
    busy.join()
