import threading
from collections.abc import Callable

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from duecourse.errors import Conflict, LostRace, Refused, Unavailable
from duecourse.persistence import cases, instances
from duecourse.persistence.session import Session, engine_for, reading, sessions_for, transact
from duecourse.persistence.tables import case_file, membership
from tests.databases import Database
from tests.persistence import samples


def business_ids(database: Database) -> list[str | None]:
    with reading(database.sessions) as session:
        return list(session.execute(select(case_file.c.business_id).order_by(case_file.c.key)).scalars())


def test_what_work_writes_is_committed(database: Database) -> None:
    def work(session: Session) -> str:
        samples.case(session)
        return "done"

    assert transact(database.sessions, work) == "done"

    assert business_ids(database) == ["SCR-1"]


def test_an_error_leaves_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        samples.case(session)
        raise Conflict("not now")

    with pytest.raises(Conflict):
        transact(database.sessions, work)

    assert business_ids(database) == []


def test_a_refusal_is_kept_and_raised(database: Database) -> None:
    def work(session: Session) -> None:
        samples.case(session)
        raise Refused("too early", reason_code="too_early")

    with pytest.raises(Refused):
        transact(database.sessions, work)

    assert business_ids(database) == ["SCR-1"]


def test_a_lost_race_runs_again_from_the_start(database: Database) -> None:
    tries: list[int] = []

    def work(session: Session) -> None:
        tries.append(len(tries))
        samples.case(session)
        if len(tries) < 3:
            raise LostRace("again")

    transact(database.sessions, work)

    assert len(tries) == 3
    assert business_ids(database) == ["SCR-1"]


def test_attempts_end(database: Database) -> None:
    tries: list[int] = []

    def work(session: Session) -> None:
        tries.append(1)
        raise LostRace("again")

    with pytest.raises(LostRace):
        transact(database.sessions, work, attempts=3)

    assert len(tries) == 3


def test_a_number_taken_meanwhile_is_a_lost_race(database: Database) -> None:
    transact(database.sessions, samples.case)
    keys = iter([samples.CASE, samples.CASE + 1])

    transact(database.sessions, lambda session: samples.case(session, next(keys), None))

    assert business_ids(database) == ["SCR-1", None]


def test_a_row_that_refers_to_nothing_is_a_mistake(database: Database) -> None:
    def work(session: Session) -> None:
        session.execute(insert(membership).values(account_key=1, group_name="nobody"))

    with pytest.raises(IntegrityError):
        transact(database.sessions, work)


def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises((DBAPIError, Unavailable)), reading(database.sessions) as session:
        samples.case(session)

    transact(database.sessions, samples.case)
    assert business_ids(database) == ["SCR-1"]


def test_reading_sees_one_state_and_does_not_wait_for_a_writer(database: Database) -> None:
    with reading(database.sessions) as session:
        assert cases.get(session, samples.CASE) is None
        transact(database.sessions, samples.case)
        assert cases.get(session, samples.CASE) is None

    with reading(database.sessions) as session:
        assert cases.get(session, samples.CASE) is not None


def test_eight_at_once_each_raise_the_revision(database: Database) -> None:
    transact(database.sessions, samples.world)

    def work(session: Session) -> None:
        root = instances.lock(session, samples.ROOT)
        assert root is not None
        assert root.revision is not None
        assert root.last_seq is not None
        if not instances.update_revision(
            session, samples.ROOT, expected=root.revision, last_seq=root.last_seq + 1
        ):
            raise LostRace("again")

    at_once(8, lambda: transact(database.sessions, work))

    with reading(database.sessions) as session:
        root = instances.root(session, samples.ROOT)
    assert root is not None
    assert (root.revision, root.last_seq, root.snapshot_seq) == (8, 8, 0)


def test_eight_at_once_get_numbers_of_their_own(database: Database) -> None:
    def work(session: Session) -> None:
        taken = session.execute(select(case_file.c.key)).scalars().all()
        samples.case(session, len(taken) + 1, f"SCR-{len(taken)}")

    at_once(8, lambda: transact(database.sessions, work, attempts=30))

    assert business_ids(database) == [f"SCR-{n}" for n in range(8)]


def test_a_revision_that_moved_on_is_not_updated(database: Database) -> None:
    transact(database.sessions, samples.world)

    updated = transact(
        database.sessions,
        lambda session: [
            instances.update_revision(session, samples.ROOT, expected=0, last_seq=1, snapshot_seq=1),
            instances.update_revision(session, samples.ROOT, expected=0, last_seq=2),
        ],
    )

    assert updated == [True, False]


@pytest.mark.parametrize(
    "url",
    ["sqlite:////nowhere/at/all/duecourse.db", "postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=2"],
)
def test_a_database_that_is_away(url: str) -> None:
    engine = engine_for(url)
    sessions = sessions_for(engine)

    with pytest.raises(Unavailable):
        transact(sessions, samples.case)
    with pytest.raises(Unavailable), reading(sessions) as session:
        cases.get(session, 1)
    engine.dispose()


def test_sqlite_keeps_what_it_acknowledges(database: Database) -> None:
    if database.name != "sqlite":
        return
    with database.sessions() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
    }


def at_once(count: int, work: Callable[[], None]) -> None:
    failures: list[BaseException] = []
    barrier = threading.Barrier(count)

    def run() -> None:
        barrier.wait()
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - handed on to the test
            failures.append(failure)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
