"""Incidents: what stopped is tried again, once, by whoever mended its cause."""

from typing import Any

import pytest

from duecourse.bpmn.failures import IncidentType
from duecourse.commands import cases, incidents, instances, tasks, variables
from duecourse.commands.transaction import Transaction
from duecourse.errors import Conflict, NotFound
from duecourse.history.commands import ResolveIncident
from duecourse.model.states import IncidentState, UserTaskState
from duecourse.persistence import tables
from tests.commands import diagrams
from tests.commands.office import Office

# Where "good" is neither true nor false, the way on cannot be found.
CHOOSING = diagrams.diagram(
    "choosing",
    "\n".join(
        [
            diagrams.START,
            diagrams.task("look").replace("<userTask", '<userTask default="look_ask"'),
            diagrams.task("ask"),
            diagrams.END,
            diagrams.conditional("look", "end", "=good"),
            diagrams.flows("start", "look", "ask", "end"),
        ]
    ),
    variables="good",
)


@pytest.fixture
def stopped(office: Office) -> int:
    """Give a case that stopped when its first task was completed."""
    office.deploy({"choosing.bpmn": CHOOSING})
    root = office.start("choosing")
    office.complete(office.task(root), good="perhaps")
    return root


def all_of(office: Office) -> list[dict[str, Any]]:
    return office.rows(tables.incident)


def resolve(office: Office, key: int) -> None:
    office.do("adam", lambda tx: incidents.resolve(tx, key))


def test_what_stops_is_recorded_as_done_and_says_why_it_cannot_go_on(office: Office, stopped: int) -> None:
    (found,) = all_of(office)

    assert (found["type"], found["element_id"], found["state"]) == (
        "CONDITION_ERROR",
        "look",
        IncidentState.ACTIVE,
    )
    assert "expected true or false, got 'perhaps'" in found["message"]
    assert office.kinds(stopped) == ["create", "complete_task"]
    (element,) = [each for each in office.rows(tables.element_instance) if each["element_id"] == "look"]
    assert element["incident_key"] == found["key"]
    (process,) = office.rows(tables.process_instance)
    assert process["has_incident"] is True


def test_a_task_that_is_stopped_cannot_be_completed_again(office: Office, stopped: int) -> None:
    key = office.task(stopped)

    for attempt in (office.complete, office.claim):
        with pytest.raises(Conflict, match="stopped by an incident; resolve it first"):
            attempt(key, "clara")


def test_once_its_cause_is_mended_it_goes_on(office: Office, stopped: int) -> None:
    (found,) = all_of(office)
    office.do("adam", lambda tx: variables.set_variables(tx, stopped, {"good": False}))

    resolve(office, found["key"])

    assert office.waiting_for(stopped) == ["ask"]
    entry = office.history(stopped)[-1]
    assert entry.command == ResolveIncident(element=found["element_instance_key"] - stopped)
    (after,) = all_of(office)
    assert (after["state"], after["resolved_at"]) == (IncidentState.RESOLVED, entry.entered_at)
    (process,) = office.rows(tables.process_instance)
    assert process["has_incident"] is False
    with pytest.raises(Conflict, match="resolved already"):
        resolve(office, found["key"])


def test_what_fails_again_is_a_new_incident(office: Office, stopped: int) -> None:
    (first,) = all_of(office)

    resolve(office, first["key"])

    before, after = all_of(office)
    assert (before["key"], before["state"]) == (first["key"], IncidentState.RESOLVED)
    assert (after["state"], after["element_instance_key"]) == (
        IncidentState.ACTIVE,
        first["element_instance_key"],
    )
    with pytest.raises(Conflict, match="resolved already"):
        resolve(office, first["key"])


def test_who_resolves_what_somebody_else_resolved_just_before_is_told_so(
    office: Office, stopped: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = all_of(office)
    lock = cases.lock

    def late(tx: Transaction, root: int) -> cases.Locked:
        tx.session.execute(tables.incident.update().values(state=IncidentState.RESOLVED))
        return lock(tx, root)

    monkeypatch.setattr(cases, "lock", late)
    with pytest.raises(Conflict, match="resolved already"):
        resolve(office, found["key"])

    assert office.kinds(stopped) == ["create", "complete_task"]


def test_an_incident_ends_with_its_case(office: Office, stopped: int) -> None:
    office.do("adam", lambda tx: instances.cancel(tx, stopped))

    (found,) = all_of(office)
    assert found["state"] is IncidentState.RESOLVED
    (task,) = office.rows(tables.user_task)
    assert task["state"] is UserTaskState.CANCELED
    (process,) = office.rows(tables.process_instance)
    assert process["has_incident"] is False


@pytest.mark.parametrize("key", [0, 5, 17 << 22])
def test_an_unknown_incident_is_not_found(office: Office, key: int) -> None:
    with pytest.raises(NotFound, match=f"there is no incident {key}"):
        resolve(office, key)


def test_a_loop_without_a_wait_stops_and_can_be_ended(office: Office) -> None:
    body = [
        diagrams.START,
        diagrams.task("look"),
        '<exclusiveGateway id="again" default="again_end"/>',
        '<scriptTask id="count">'
        + diagrams.extensions('<zeebe:script expression="=n + 1" resultVariable="n"/>')
        + "</scriptTask>",
        diagrams.END,
        diagrams.flows("start", "look", "count", "again", "end"),
        diagrams.conditional("again", "count", "=n &gt; 0"),
    ]
    files = {"loop.bpmn": diagrams.diagram("loop", "\n".join(body), variables="n")}
    office.deploy(files)
    object.__setattr__(office.installation.settings, "step_limit", 50)
    root = office.start("loop", n=1)

    office.do("clara", lambda tx: tasks.complete(tx, office.task(root), {}))

    (found,) = all_of(office)
    assert found["type"] == IncidentType.STEP_LIMIT
    assert office.history(root)[-1].circumstances.step_limit == 50
    office.do("adam", lambda tx: variables.set_variables(tx, root, {"n": -9}))
    resolve(office, found["key"])
    assert office.rows(tables.process_instance)[0]["state"] == "COMPLETED"
