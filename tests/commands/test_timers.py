"""Timers: when they fire, in which order, and what happens to those that cannot."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import update

from duecourse.commands import cases, timers
from duecourse.commands.transaction import Transaction
from duecourse.errors import LostRace, NotFound, Unavailable
from duecourse.history.commands import Command
from duecourse.persistence import tables
from duecourse.persistence import timers as stored_timers
from duecourse.persistence.timers import Timer
from tests.commands import diagrams
from tests.commands.diagrams import timer
from tests.commands.office import NOW, Office

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def pausing(process: str, duration: str) -> bytes:
    """Return a process that waits for a while and then for a person."""
    pause = diagrams.catch("nap", timer("timeDuration", duration))
    return diagrams.line(process, pause, diagrams.task("work"), names=("nap", "work"))


def test_a_timer_fires_when_it_is_due_and_not_before(office: Office) -> None:
    office.deploy({"pause.bpmn": pausing("pause", "PT10M")})
    root = office.start("pause")
    assert office.timers() == [("nap", NOW + 10 * MINUTE)]

    assert office.wait(9 * MINUTE) == 0
    assert office.wait(MINUTE) == 1

    assert [task.element_id for task in office.tasks(root)] == ["work"]
    assert office.timers() == []
    entry = office.history(root)[-1]
    assert (entry.kind, entry.circumstances.username, entry.actor_key) == ("fire_timer", "system", 0)
    assert office.wait(HOUR) == 0


def test_timers_fire_in_the_order_in_which_they_are_due_whatever_case_they_are_of(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.deploy({f"{n}.bpmn": pausing(f"pause{n}", f"PT{n}M") for n in (3, 1, 2)})
    roots = {office.start(f"pause{n}"): n for n in (3, 1, 2)}
    order: list[int] = []
    step = cases.step

    def watched(tx: Transaction, root: int, command: Command) -> object:
        order.append(roots[root])
        return step(tx, root, command)

    monkeypatch.setattr(cases, "step", watched)
    office.wait(HOUR)

    assert order == [1, 2, 3]


def test_no_more_fire_at_once_than_are_asked_for(office: Office) -> None:
    office.deploy({"pause.bpmn": pausing("pause", "PT10M")})
    for _ in range(3):
        office.start("pause")
    office.time.pass_by(HOUR)

    assert [timers.fire_due(office.installation, 2) for _ in range(3)] == [2, 1, 0]


def test_a_repeating_boundary_timer_catches_up_and_stays_armed(office: Office) -> None:
    office.deploy({"reminded.bpmn": diagrams.REMINDED})
    root = office.start("reminded")

    assert office.wait(35 * MINUTE) == 3
    assert office.timers() == [("remind", NOW + 40 * MINUTE)]
    office.complete(office.task(root))

    assert office.timers() == []
    assert office.wait(HOUR) == 0


def break_case(office: Office, root: int) -> None:
    """Make the state of a case unreadable, and take it out of memory."""
    office.sound = False
    table = tables.history_entry
    office.break_in(update(table).where(table.c.root_key == root).values(delta=b"{"))
    office.installation.states.put(root, 0, {})


def test_a_case_that_cannot_go_on_keeps_no_other_one_back_and_is_tried_less_and_less_often(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.deploy({"pause.bpmn": pausing("pause", "PT10M"), "reminded.bpmn": diagrams.REMINDED})
    broken, sound = office.start("pause"), office.start("reminded")
    break_case(office, broken)
    office.time.pass_by(HOUR)
    with caplog.at_level(logging.WARNING):
        assert timers.fire_due(office.installation, 100) == 6
        assert timers.fire_due(office.installation, 100) == 0
        assert len(caplog.records) == 1
        for seconds in (1, 2, 4):
            office.time.pass_by(timedelta(seconds=seconds))
            assert timers.fire_due(office.installation, 100) == 0
    assert len(caplog.records) == 4

    assert office.kinds(sound) == ["create", *["fire_timer"] * 6]
    assert caplog.records[0].getMessage() == (
        f"timer {broken + 2} could not go on: JsonError in duecourse.model.json.loads"
    )
    assert office.timers()[0][0] == "nap"


def test_an_error_that_nobody_thought_of_keeps_no_other_timer_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.deploy({"pause.bpmn": pausing("pause", "PT10M")})
    broken, sound = office.start("pause"), office.start("pause")
    step = cases.step

    def failing(tx: Transaction, root: int, command: Command) -> object:
        if root == broken:
            raise ZeroDivisionError("the secret of a case")
        return step(tx, root, command)

    monkeypatch.setattr(cases, "step", failing)

    assert office.wait(HOUR) == 1
    assert office.kinds(sound) == ["create", "fire_timer"]
    monkeypatch.undo()
    assert office.wait(timedelta()) == 1
    assert office.kinds(broken) == ["create", "fire_timer"]


def test_a_database_that_is_away_is_not_tried_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.deploy({"pause.bpmn": pausing("pause", "PT10M")})
    office.start("pause")

    def away(*_: object, **__: object) -> None:
        raise Unavailable

    monkeypatch.setattr(stored_timers, "take", away)
    with pytest.raises(Unavailable):
        office.wait(HOUR)


def test_a_race_that_is_lost_once_fires_the_timer_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.deploy({"pause.bpmn": pausing("pause", "PT10M")})
    root = office.start("pause")
    step, tries = cases.step, iter([True, False])

    def losing(tx: Transaction, root: int, command: Command) -> object:
        done = step(tx, root, command)
        if next(tries):
            raise LostRace
        return done

    monkeypatch.setattr(cases, "step", losing)

    assert office.wait(HOUR) == 1
    assert office.kinds(root) == ["create", "fire_timer"]


def test_a_timer_of_a_case_that_is_not_there_stays(office: Office) -> None:
    """Without the row of its case nobody can lock it, so nobody takes it."""
    office.deploy({"pause.bpmn": pausing("pause", "PT10M")})
    (definition,) = office.rows(tables.process_definition)
    lost = Timer(key=5, root_key=4 << 22, definition_key=definition["key"], element_id="nap", due_at=NOW)
    office.sound = False
    office.do("adam", lambda tx: stored_timers.add(tx.session, lost))

    assert office.wait(HOUR) == 0
    with pytest.raises(NotFound):
        office.do("adam", lambda tx: cases.lock(tx, 4 << 22))
