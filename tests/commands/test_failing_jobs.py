"""Jobs that fail: tried again, stopped by an incident, or ended by an error that the diagram catches."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from duecourse.commands import incidents, instances, jobs, variables
from duecourse.errors import Conflict
from duecourse.history.commands import FailJob, ThrowJobError, UpdateJob
from duecourse.model.states import JobState
from tests.commands import diagrams
from tests.commands.office import NOW, Office
from tests.commands.working import complete, fail, incident, row, take, throw

SECOND = timedelta(seconds=1)

# Where "good" is neither true nor false, the way on from the task cannot be found.
CHOOSING = diagrams.diagram(
    "choosing",
    "\n".join(
        [
            diagrams.START,
            '<serviceTask id="post" default="post_ask">'
            + diagrams.extensions('<zeebe:taskDefinition type="post"/>')
            + "</serviceTask>",
            diagrams.task("ask"),
            diagrams.END,
            diagrams.conditional("post", "end", "=good"),
            diagrams.flows("start", "post", "ask", "end"),
        ]
    ),
    variables="good",
)


@pytest.fixture
def letter(office: Office) -> int:
    office.deploy({"letter.bpmn": diagrams.LETTER})
    return office.start("letter", to="Ann")


def test_a_job_that_failed_with_retries_left_can_be_taken_after_its_pause(
    office: Office, letter: int
) -> None:
    (key,) = take(office)

    fail(office, key, 2, "no paper", 5_000, tried=1)

    assert office.history(letter)[-1].command == FailJob(
        element=key - letter, retries=2, message="no paper", variables={"tried": 1}
    )
    found = row(office, letter)
    assert (found["state"], found["retries"], found["error_message"]) == (JobState.CREATED, 2, "no paper")
    assert (found["worker"], found["locked_until"]) == (None, NOW + 5 * SECOND)
    assert take(office) == []
    office.time.pass_by(5 * SECOND)
    (taken,) = office.do("adam", lambda tx: jobs.activate(tx, "post", "w", 10_000, 5))
    assert taken.variables == {"to": "Ann", "tried": 1}
    fail(office, key, 1)
    assert row(office, letter)["locked_until"] is None
    assert take(office) == [key]


def test_a_job_without_retries_is_an_incident_until_that_is_resolved(office: Office, letter: int) -> None:
    (key,) = take(office)

    fail(office, key, 0, "no paper")

    stopped = incident(office)
    assert (stopped["type"], stopped["message"]) == ("JOB_NO_RETRIES", "no paper")
    assert (row(office, letter)["state"], row(office, letter)["worker"]) == (JobState.FAILED, None)
    assert take(office) == []
    attempts: list[Callable[[], None]] = [
        lambda: complete(office, key),
        lambda: fail(office, key, 1),
        lambda: throw(office, key, "GONE"),
    ]
    for attempt in attempts:
        with pytest.raises(Conflict, match="stopped by an incident"):
            attempt()
    office.do("adam", lambda tx: incidents.resolve(tx, stopped["key"]))
    found = row(office, letter)
    assert (found["state"], found["retries"], found["error_message"]) == (JobState.CREATED, 1, None)
    assert take(office) == [key]


def test_a_job_that_is_stopped_gets_retries_first_and_is_resolved_then(office: Office, letter: int) -> None:
    (key,) = take(office)
    fail(office, key, 0, "no paper")

    office.do("adam", lambda tx: jobs.update(tx, key, retries=7))

    assert (row(office, letter)["state"], row(office, letter)["retries"]) == (JobState.FAILED, 7)
    assert take(office) == []
    office.do("adam", lambda tx: incidents.resolve(tx, incident(office)["key"]))
    assert (row(office, letter)["state"], row(office, letter)["retries"]) == (JobState.CREATED, 7)
    assert take(office) == [key]


def test_new_retries_are_no_failure_and_leave_the_job_to_who_has_it(office: Office, letter: int) -> None:
    (key,) = take(office)

    office.do("adam", lambda tx: jobs.update(tx, key, retries=9))

    entry = office.history(letter)[-1]
    assert entry.command == UpdateJob(element=key - letter, retries=9)
    assert [dict(effect) for effect in entry.effects] == [
        {"type": "job_updated", "element": key - letter, "old": 3, "retries": 9}
    ]
    found = row(office, letter)
    assert (found["retries"], found["worker"]) == (9, "w")
    assert take(office) == []


def test_an_error_that_the_diagram_catches_ends_the_job(office: Office, letter: int) -> None:
    (key,) = take(office)

    throw(office, key, "GONE", why="moved")

    assert office.history(letter)[-1].command == ThrowJobError(
        element=key - letter, code="GONE", message="it is gone", variables={"why": "moved"}
    )
    assert office.waiting_for(letter) == ["ask"]
    assert row(office, letter)["state"] is JobState.ERROR_THROWN
    with pytest.raises(Conflict, match="has ended: it is ERROR_THROWN"):
        complete(office, key)


def test_an_error_that_nobody_catches_stops_the_job_and_nobody_can_take_it(
    office: Office, letter: int
) -> None:
    (key,) = take(office)

    throw(office, key, "OTHER")

    assert incident(office)["type"] == "UNHANDLED_ERROR_EVENT"
    assert (row(office, letter)["state"], row(office, letter)["ended_at"]) == (JobState.ERROR_THROWN, None)
    assert take(office) == []
    office.do("adam", lambda tx: incidents.resolve(tx, incident(office)["key"]))
    assert row(office, letter)["state"] is JobState.CREATED
    assert take(office) == [key]


def test_a_job_that_is_done_is_not_given_again_while_its_element_is_stopped(office: Office) -> None:
    office.deploy({"choosing.bpmn": CHOOSING})
    root = office.start("choosing")
    (key,) = take(office, timeout_ms=1)

    complete(office, key, good="perhaps")

    stopped = incident(office)
    assert (row(office, root)["state"], row(office, root)["ended_at"]) == (JobState.COMPLETED, NOW)
    office.time.pass_by(SECOND)
    assert take(office) == []
    with pytest.raises(Conflict, match="has ended: it is COMPLETED"):
        complete(office, key)
    office.do("adam", lambda tx: variables.set_variables(tx, root, {"good": False}))
    office.do("adam", lambda tx: incidents.resolve(tx, stopped["key"]))
    assert office.waiting_for(root) == ["ask"]
    assert (row(office, root)["state"], row(office, root)["ended_at"]) == (JobState.COMPLETED, NOW)


def test_a_job_that_was_done_stays_so_when_its_case_is_cancelled(office: Office) -> None:
    office.deploy({"choosing.bpmn": CHOOSING})
    root = office.start("choosing")
    complete(office, row(office, root)["key"], good="perhaps")

    office.do("adam", lambda tx: instances.cancel(tx, root))

    assert row(office, root)["state"] is JobState.COMPLETED
