"""Delivering messages while something is wrong: with a case, with the database, with the diagrams."""

import logging
from datetime import timedelta
from typing import Final

import pytest
from sqlalchemy import update

from duecourse.commands import cases, messages
from duecourse.commands.transaction import Transaction
from duecourse.errors import Unavailable
from duecourse.history.commands import Command
from duecourse.model.states import MessageState
from duecourse.persistence import deliveries, tables
from tests.commands import diagrams
from tests.commands.office import NOW, Office

HOUR: Final = timedelta(hours=1)
HOUR_MS: Final = 3_600_000


@pytest.fixture
def answered(office: Office) -> Office:
    office.deploy({"answered.bpmn": diagrams.ANSWERED})
    return office


def test_a_receiver_that_cannot_go_on_keeps_no_other_message_back_and_nobody_from_publishing(
    answered: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = (answered.start("answered", reference=reference) for reference in ("R-1", "R-2"))
    step = cases.step

    def failing(tx: Transaction, root: int, command: Command) -> object:
        if root == broken:
            raise KeyError("the secret of a case")
        return step(tx, root, command)

    monkeypatch.setattr(cases, "step", failing)
    with caplog.at_level(logging.WARNING):
        first = answered.publish("answer", "R-1")
        second = answered.publish("answer", "R-2")

    assert answered.messages() == {first: MessageState.BUFFERED, second: MessageState.CORRELATED}
    assert answered.waiting_for(sound) == ["read"]
    (record,) = caplog.records
    assert record.getMessage() == f"message {first} could not go on: KeyError in {__name__}.failing"
    monkeypatch.undo()
    assert messages.deliver(answered.installation, 100) == 0
    answered.time.pass_by(timedelta(seconds=1))
    assert messages.deliver(answered.installation, 100) == 1
    assert answered.waiting_for(broken) == ["read"]


def test_whoever_did_something_hears_that_it_is_done_although_its_messages_cannot_be_delivered(
    answered: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise Unavailable

    monkeypatch.setattr(deliveries, "following", away)
    with caplog.at_level(logging.WARNING):
        root = answered.start("answered", reference="R-1")
    with pytest.raises(Unavailable):
        messages.deliver(answered.installation, 100)
    monkeypatch.undo()

    assert answered.kinds(root) == ["create"]
    assert (
        caplog.records[0].getMessage() == f"messages are left to the worker: Unavailable in {__name__}.away"
    )


def test_a_message_published_just_before_a_crash_is_delivered_by_the_worker(
    answered: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = answered.start("answered", reference="R-1")
    monkeypatch.setattr(messages, "deliver", lambda *_, **__: 0)
    answered.publish("answer", "R-1")
    monkeypatch.undo()
    answered.time.pass_by(HOUR)

    assert messages.deliver(answered.installation, 100) == 1

    assert answered.waiting_for(root) == ["read"]


def test_no_more_are_delivered_at_once_than_are_asked_for(
    answered: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        answered.start("answered", reference="R-1")
    monkeypatch.setattr(messages, "deliver", lambda *_, **__: 0)
    for _ in range(3):
        answered.publish("answer", "R-1")
    monkeypatch.undo()

    assert [messages.deliver(answered.installation, 2) for _ in range(3)] == [2, 1, 0]


def test_cases_that_start_each_other_for_ever_keep_nobody_waiting_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duecourse.commands.installation.MOST_MESSAGES", 5)
    for name, other in (("ping", "pong"), ("pong", "ping")):
        body = [
            f'<startEvent id="start">{diagrams.awaits(f"to {name}")}</startEvent>',
            f'<endEvent id="end">{diagrams.awaits(f"to {other}")}</endEvent>',
            diagrams.flows("start", "end"),
        ]
        beside = diagrams.message(f"to {name}") + diagrams.message(f"to {other}")
        office.deploy({f"{name}.bpmn": diagrams.diagram(name, "\n".join(body), beside)})

    office.publish("to ping")

    assert len(office.roots()) == 5


def test_a_delivery_that_is_lost_to_somebody_else_is_no_failure(
    answered: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered.start("answered", reference="R-1")
    monkeypatch.setattr(deliveries, "take", lambda session, key: False)
    monkeypatch.setattr("duecourse.persistence.session.time.sleep", lambda seconds: None)
    with caplog.at_level(logging.WARNING):
        key = answered.publish("answer", "R-1")
    monkeypatch.undo()

    assert (answered.messages(), caplog.records) == ({key: MessageState.BUFFERED}, [])
    assert messages.deliver(answered.installation, 100) == 1


def test_what_waits_in_the_buffer_is_left_where_nobody_looks(office: Office) -> None:
    """A message of another time does not hinder the look for those that are due."""
    office.publish("nobody", life_ms=HOUR_MS)
    office.break_in(update(tables.message).values(expires_at=NOW - HOUR))

    assert messages.deliver(office.installation, 100) == 0
    assert set(office.messages().values()) == {MessageState.EXPIRED}
