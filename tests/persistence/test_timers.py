from datetime import timedelta

from duecourse.persistence import (
    timers,
)
from duecourse.persistence.timers import Timer
from tests.databases import Database
from tests.persistence import samples
from tests.persistence.samples import NOW

SECOND = timedelta(seconds=1)


def timer(key: int, seconds: int, root_key: int | None = samples.ROOT) -> Timer:
    return Timer(
        key=key,
        root_key=root_key,
        definition_key=samples.DEFINITION,
        element_id="wait",
        due_at=NOW + seconds * SECOND,
    )


def test_timers_that_are_due(database: Database) -> None:
    with database.sessions() as session:
        samples.definition(session)
        assert timers.next_due(session) is None
        for each in (timer(1, 0), timer(2, -5), timer(3, 1), timer(4, -9, None)):
            timers.add(session, each)

        assert [each.key for each in timers.due(session, NOW, 10)] == [4, 2, 1]
        assert [each.key for each in timers.due(session, NOW, 2)] == [4, 2]
        assert timers.next_due(session) == NOW - 9 * SECOND

        timers.remove_starts(session, "review")
        timers.remove(session, 2)
        assert [each.key for each in timers.due(session, NOW + SECOND, 10)] == [1, 3]


def test_a_due_timer_goes_to_one_worker(database: Database) -> None:
    if database.name == "sqlite":
        return  # the first worker to write has the only lock: see test_session
    with database.sessions() as session:
        for key in (1, 2):
            timers.add(session, timer(key, 0))
        session.commit()

    with database.sessions() as one, database.sessions() as other:
        first = timers.due(one, NOW, 1, skip_locked=True)
        second = timers.due(other, NOW, 10, skip_locked=True)

    assert [each.key for each in (*first, *second)] == [1, 2]
