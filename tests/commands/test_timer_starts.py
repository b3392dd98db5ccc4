"""Timers that start cases: once, or again and again, in the version that was deployed last."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from duecourse.commands import cases, timers
from duecourse.commands.transaction import Transaction
from duecourse.errors import InvalidInput
from duecourse.history.commands import Create
from duecourse.persistence import deployments, tables
from tests.commands import diagrams
from tests.commands.diagrams import timer
from tests.commands.office import NOW, Office

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def starting(kind: str, text: str) -> bytes:
    """Return a process that a timer starts."""
    start = f'<startEvent id="due">{timer(kind, text)}</startEvent>'
    body = [start, diagrams.task("work"), diagrams.END, diagrams.flows("due", "work", "end")]
    return diagrams.diagram("started", "\n".join(body))


@pytest.mark.parametrize(
    ("kind", "text", "due"),
    [
        ("timeDate", "2026-03-02T10:00:00Z", [NOW + 30 * MINUTE]),
        ("timeDate", "2026-03-03", [datetime(2026, 3, 3, tzinfo=UTC)]),
        ("timeDuration", "PT2H", [NOW + 2 * HOUR]),
        ("timeDate", '=now() + duration("PT3H")', [NOW + 3 * HOUR]),
        ("timeCycle", "R2/PT1H", [NOW + HOUR, NOW + 2 * HOUR]),
        ("timeCycle", "R2/2026-03-02T09:00:00Z/P1D", [NOW - 30 * MINUTE, NOW + timedelta(hours=23.5)]),
        ("timeCycle", '="R1/" + string(duration("PT" + "5M"))', [NOW + 5 * MINUTE]),
    ],
)
def test_a_timer_starts_cases_when_it_is_due(
    office: Office, kind: str, text: str, due: list[datetime]
) -> None:
    office.deploy({"started.bpmn": starting(kind, text.replace('"', "&quot;"))})

    for count, moment in enumerate(due):
        assert office.timers() == [("due", moment)]
        office.time.now = max(moment, office.time.now)
        assert timers.fire_due(office.installation, 100) == 1
        assert len(office.roots()) == count + 1
    assert office.timers() == []

    for root in office.roots():
        (entry,) = office.history(root)
        assert isinstance(entry.command, Create)
        assert (entry.command.start, entry.command.message) == ("due", None)
        assert entry.circumstances.username == "system"


@pytest.mark.parametrize(
    ("text", "passed", "following"),
    [
        ("R/PT1H", timedelta(days=365), timedelta(days=365, hours=1)),
        ("R/P1M", timedelta(days=50), timedelta(days=61)),
        ("R/P1D", timedelta(days=1, hours=3), timedelta(days=2)),
    ],
)
def test_what_a_repeating_start_has_missed_is_made_up_for_and_its_times_do_not_drift(
    office: Office, text: str, passed: timedelta, following: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.deploy({"started.bpmn": starting("timeCycle", text)})
    monkeypatch.setattr(cases, "start", lambda tx, definition, variables, at: None)
    office.time.pass_by(passed)
    if text == "R/PT1H":  # all of it was done already, but for the last time
        move(office, NOW + passed)

    count = timers.fire_due(office.installation, 10_000)

    assert count == {"R/PT1H": 1, "R/P1M": 1, "R/P1D": 1}[text]
    # A month later than 2 March is 2 April, when the clocks have been put forward.
    shift = HOUR if text == "R/P1M" else timedelta()
    assert office.timers() == [("due", NOW + following - shift)]


def move(office: Office, due: datetime) -> None:
    office.break_in(update(tables.timer).values(due_at=due))


def test_a_start_with_a_calendar_end_stops_there(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "start", lambda tx, definition, variables, at: None)
    office.deploy({"started.bpmn": starting("timeCycle", "R/P3000Y")})
    move(office, datetime(9026, 3, 2, 9, 30, tzinfo=UTC))
    office.time.now = datetime(9026, 3, 3, tzinfo=UTC)

    assert timers.fire_due(office.installation, 10) == 1

    assert office.timers() == []


def test_a_new_version_waits_instead_of_the_old_one(office: Office) -> None:
    office.deploy({"started.bpmn": starting("timeDuration", "PT1H")})
    office.time.pass_by(30 * MINUTE)
    office.deploy({"started.bpmn": starting("timeDuration", "PT2H")})
    assert office.timers() == [("due", NOW + 150 * MINUTE)]
    office.deploy({"started.bpmn": diagrams.STARTED_BY_MESSAGE})

    assert office.timers() == []
    assert office.wait(24 * HOUR) == 0


def test_the_same_version_again_does_not_start_its_timer_anew(office: Office) -> None:
    office.deploy({"started.bpmn": starting("timeDuration", "PT1H")})
    office.time.pass_by(30 * MINUTE)

    office.deploy({"started.bpmn": starting("timeDuration", "PT1H")})

    assert office.timers() == [("due", NOW + HOUR)]


@pytest.mark.parametrize("text", ["=nothing", '=string(1 + 1) + "h"', "=now() + 5", '="9999999999999"'])
def test_a_start_whose_time_cannot_be_read_is_not_deployed(office: Office, text: str) -> None:
    with pytest.raises(InvalidInput) as error:
        office.deploy({"started.bpmn": starting("timeDate", text.replace('"', "&quot;"))})

    assert [each.field for each in error.value.fields] == ["started.bpmn"]
    assert "line 5, due:" in error.value.fields[0].message
    assert office.rows(tables.deployment) == []


def test_a_start_whose_definition_is_gone_keeps_no_other_timer_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.deploy({"started.bpmn": starting("timeDuration", "PT1H"), "reminded.bpmn": diagrams.REMINDED})
    office.start("reminded")
    monkeypatch.setattr(deployments, "get", lambda session, key: None)

    assert office.wait(70 * MINUTE) == 7

    assert [element for element, _ in office.timers()] == ["due", "remind"]


def test_only_a_timer_start_event_can_be_armed(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    (definition,) = office.rows(tables.process_definition)

    def arm(tx: Transaction) -> None:
        compiled = tx.installation.definitions.get(tx.session, definition["key"])
        start = compiled.process.body.nodes["start"]
        timers.arm_start(tx, definition["key"], start)  # type: ignore[arg-type]  # a start event it is

    with pytest.raises(TypeError, match="start is no timer start event"):
        office.do("olga", arm)
