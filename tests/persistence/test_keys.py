from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from duecourse.persistence.keys import LOCAL_BITS, allocator, local_of, moment_of, root_of

NOW = datetime(2026, 3, 2, 9, 30, 15, 123000, tzinfo=UTC)


def test_a_key_tells_when_it_was_made_and_leaves_room_for_parts() -> None:
    key = allocator(lambda: NOW)()

    assert moment_of(key) == NOW
    assert local_of(key) == 0
    assert root_of(key + 17) == key
    assert local_of(key + 17) == 17


def test_keys_grow_when_the_clock_stands_still_or_goes_back() -> None:
    moments = iter([NOW, NOW, NOW - timedelta(hours=1), NOW + timedelta(seconds=1)])
    new_key = allocator(lambda: next(moments))

    keys = [new_key() for _ in range(4)]

    assert keys == sorted(set(keys))
    assert moment_of(keys[-1]) == NOW + timedelta(seconds=1)


def test_keys_fit_a_signed_64_bit_column_for_decades() -> None:
    key = allocator(lambda: datetime(2090, 1, 1, tzinfo=UTC))()

    assert key + (1 << LOCAL_BITS) < 2**63


def test_threads_never_get_the_same_key() -> None:
    new_key = allocator(lambda: NOW)

    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(lambda _: new_key(), range(4_000)))

    assert len(set(keys)) == 4_000
