"""The worker: it does what is due until it is told to stop, whatever goes wrong."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

import pytest

from duecourse import worker
from duecourse.commands import messages, timers
from duecourse.commands.transaction import Transaction
from duecourse.errors import Unavailable
from duecourse.model.states import MessageState
from duecourse.persistence import idempotency, tables
from duecourse.persistence.idempotency import Answer
from duecourse.settings import Settings
from tests.commands import diagrams
from tests.commands.office import Office, open_office
from tests.databases import Database

PATIENCE_SECONDS = 20.0
AGES: Final = {"old": timedelta(seconds=-1), "new": timedelta(seconds=1)}


@pytest.fixture
def office(database: Database) -> Office:
    settings = Settings(database_url=database.url, worker_poll_seconds=0.01)
    office = open_office(database.sessions, settings)
    office.deploy({"reminded.bpmn": diagrams.REMINDED, "answered.bpmn": diagrams.ANSWERED})
    return office


@contextmanager
def running(office: Office, count: int = 1) -> Iterator[None]:
    """Let workers run while the block is done; they must stop when they are told to."""
    stop = threading.Event()
    threads = [threading.Thread(target=worker.run, args=(office.installation, stop)) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE_SECONDS)
    assert not any(thread.is_alive() for thread in threads)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something holds; fail if it never does."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_fires_timers_and_delivers_messages_until_it_is_told_to_stop(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    reminded, answered = office.start("reminded"), office.start("answered", reference="R-1")
    with monkeypatch.context() as patch:
        patch.setattr("duecourse.commands.installation.MOST_MESSAGES", 0)
        key = office.publish("answer", "R-1")
    assert office.messages() == {key: MessageState.BUFFERED}

    with running(office):
        office.time.pass_by(timedelta(minutes=25))
        wait_for(lambda: office.kinds(reminded).count("fire_timer") == 2)
        wait_for(lambda: office.waiting_for(answered) == ["read"])

    office.time.pass_by(timedelta(minutes=25))
    time.sleep(0.05)
    assert office.kinds(reminded).count("fire_timer") == 2


def test_three_beside_each_other_do_everything_once(office: Office) -> None:
    roots = [office.start("reminded") for _ in range(5)]

    with running(office, 3):
        office.time.pass_by(timedelta(minutes=45))
        wait_for(lambda: all(office.kinds(root).count("fire_timer") >= 4 for root in roots))

    assert [office.kinds(root).count("fire_timer") for root in roots] == [4] * 5


@pytest.mark.parametrize("error", [Unavailable("the database is away"), ValueError("the secret of a case")])
def test_it_goes_on_after_an_error_and_tells_nothing_of_a_case(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    root = office.start("reminded")
    office.time.pass_by(timedelta(minutes=15))
    with caplog.at_level(logging.WARNING), monkeypatch.context() as patch:

        def failing(*_: object, **__: object) -> int:
            raise error

        patch.setattr(timers, "fire_due", failing)
        with running(office):
            wait_for(lambda: len(caplog.records) >= 3)
            patch.undo()
            wait_for(lambda: office.kinds(root).count("fire_timer") == 1)

    assert {record.getMessage() for record in caplog.records} == {
        f"the worker could not go on: {type(error).__name__} in {__name__}.failing"
    }


def test_it_looks_whether_it_shall_stop_although_there_is_always_more_to_do(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "fire_due", lambda installation, most: most)
    monkeypatch.setattr(messages, "deliver", lambda installation, most: most)

    with running(office):
        time.sleep(0.05)


def test_it_does_not_do_everything_at_once(office: Office) -> None:
    office.start("reminded")
    office.time.pass_by(timedelta(minutes=10 * worker.AT_ONCE + 15))

    assert [worker.work(office.installation) for _ in range(3)] == [worker.AT_ONCE, 1, 0]
    assert len(office.rows(tables.timer)) == 1


def test_it_forgets_answers_that_nobody_will_ask_for_again(office: Office) -> None:
    kept = timedelta(days=office.installation.settings.answers_kept_days)
    old, new = (_answer(name, office.time.now - kept + age) for name, age in AGES.items())

    def work(tx: Transaction) -> None:
        idempotency.add(tx.session, old)
        idempotency.add(tx.session, new)

    office.do("adam", work)

    with running(office):
        wait_for(lambda: len(office.rows(tables.idempotency)) == 1)

    assert office.see(lambda session: idempotency.find(session, 1, "new")) == new


def _answer(name: str, created_at: datetime) -> Answer:
    return Answer(
        account_key=1, idempotency_key=name, request_hash=name, status=204, body=b"", created_at=created_at
    )
