"""Keys: 64-bit numbers that grow with time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

EPOCH: Final = datetime(2024, 1, 1, tzinfo=UTC)
LOCAL_BITS: Final = 22
"""The low bits, left to the parts of a case: its elements have the root key plus 1, 2, 3 and so on."""

_MILLISECOND: Final = timedelta(milliseconds=1)
_LOCAL_MASK: Final = (1 << LOCAL_BITS) - 1

KeySource = Callable[[], int]


def allocator(system_clock: Callable[[], datetime]) -> KeySource:
    """Return a thread-safe function that gives a new key at each call, always greater than the last.

    A key is the number of milliseconds since 2024 with 22 zero bits behind it. Two processes may give the
    same key in the same millisecond: the second insert then fails, and its transaction runs again.
    """
    lock = Lock()
    last = 0

    def new_key() -> int:
        nonlocal last
        with lock:
            last = max(last + 1, (system_clock() - EPOCH) // _MILLISECOND)
            return last << LOCAL_BITS

    return new_key


def root_of(key: int) -> int:
    """Return the root key that a key belongs to: of an element, its case's; of a root key, itself."""
    return key & ~_LOCAL_MASK


def local_of(key: int) -> int:
    """Return the local number within a key: 0 for a root key."""
    return key & _LOCAL_MASK


def moment_of(key: int) -> datetime:
    """Return the moment at which a key was made, in UTC and to the millisecond."""
    return EPOCH + (key >> LOCAL_BITS) * _MILLISECOND
