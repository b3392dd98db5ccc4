from datetime import timedelta

from duecourse.persistence import instances, timers
from duecourse.persistence.session import Session, transact
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


def test_timers_that_wait_no_more(database: Database) -> None:
    with database.sessions() as session:
        samples.world(session)
        for each in (timer(1, 0), timer(2, -5), timer(3, 1), timer(4, -9, None)):
            timers.add(session, each)

        timers.remove_starts(session, "review")
        timers.remove(session, 2)

        assert [timers.get(session, key) for key in (1, 2, 3, 4)] == [timer(1, 0), None, timer(3, 1), None]


def test_the_longest_overdue_timer_is_taken_first(database: Database) -> None:
    with database.sessions() as session:
        samples.world(session)
        for each in (timer(1, 0), timer(2, -5), timer(3, 1), timer(4, -9, None)):
            timers.add(session, each)

        assert timers.take(session, NOW) == timer(4, -9, None)
        assert timers.take(session, NOW, {4}) == timer(2, -5)
        assert timers.take(session, NOW, {4, 2, 1}) is None


def test_a_timer_whose_case_somebody_is_busy_with_is_left(database: Database) -> None:
    if database.name == "sqlite":
        return  # there the other one would have to wait for the only lock: see test_session
    with database.sessions() as session:
        samples.world(session)
        for each in (timer(1, -3), timer(2, -2, None), timer(3, -1, None)):
            timers.add(session, each)
        session.commit()

    with database.sessions() as busy, database.sessions() as one, database.sessions() as other:
        instances.lock(busy, samples.ROOT)
        first, second = timers.take(one, NOW), timers.take(other, NOW)
        busy.commit()
        third = timers.take(busy, NOW)

    assert (first, second, third) == (timer(2, -2, None), timer(3, -1, None), timer(1, -3))


def test_firing_and_a_command_that_ends_the_timer_never_wait_for_each_other(database: Database) -> None:
    if database.name == "sqlite":
        return
    transact(database.sessions, samples.world)
    taken: list[Timer | None] = []

    def command(session: Session) -> None:
        instances.lock(session, samples.ROOT)
        timers.add(session, timer(1, 0))
        session.commit()
        instances.lock(session, samples.ROOT)
        with database.sessions() as worker:
            taken.append(timers.take(worker, NOW))
            timers.remove(session, 1)
            session.commit()
            taken.append(timers.take(worker, NOW))

    transact(database.sessions, command, attempts=1)

    assert taken == [None, None]
