"""Cases: started, found by their number, and cancelled."""

from collections.abc import Mapping

import pytest

from duecourse.commands import instances
from duecourse.commands.instances import Created
from duecourse.errors import Conflict, InvalidInput, NotFound
from duecourse.history.commands import Cancel, Create
from duecourse.history.entries import SEMANTICS
from duecourse.model.json import Json
from duecourse.model.states import ElementState, InstanceState, UserTaskState
from duecourse.persistence import tables
from tests.commands import diagrams
from tests.commands.office import NOW, Office

ASKED = diagrams.diagram(
    "asked",
    "\n".join(
        [
            '<startEvent id="start">'
            + diagrams.extensions('<zeebe:formDefinition formId="asking"/>')
            + "</startEvent>",
            diagrams.task("read"),
            diagrams.END,
            diagrams.flows("start", "read", "end"),
        ]
    ),
)
ASKING = diagrams.form("asking", diagrams.text_field("who", validate={"required": True}))


@pytest.fixture
def steps(office: Office) -> Office:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    return office


def create(office: Office, **arguments: object) -> Created:
    given: dict[str, object] = {"variables": {}, **arguments}
    return office.do("clara", lambda tx: instances.create(tx, **given))  # type: ignore[arg-type]  # any of them


def test_a_case_has_a_file_an_instance_and_an_entry_that_says_how_it_began(steps: Office) -> None:
    made = create(steps, process_id="steps", variables={"a": 1}, business_id="C-1")

    assert (made.process_id, made.version) == ("steps", 1)
    (file,) = steps.rows(tables.case_file)
    assert (file["key"], file["business_id"], file["opened_at"]) == (made.key, "C-1", NOW)
    (instance,) = steps.rows(tables.process_instance)
    assert (instance["key"], instance["case_key"], instance["started_by"]) == (made.key, made.key, "clara")
    (entry,) = steps.history(made.key)
    assert entry.command == Create(
        definition=made.definition_key, key=made.key, business_id="C-1", variables={"a": 1}
    )
    assert (entry.seq, entry.actor_key, entry.recorded_at) == (1, steps.actors["clara"].key, NOW)


def test_an_entry_records_all_that_decided_what_was_done(steps: Office) -> None:
    made = create(steps, process_id="steps")

    (entry,) = steps.history(made.key)
    about = entry.circumstances
    assert (about.username, about.groups) == ("clara", ("clerks",))
    assert (about.now, about.act_date, about.timezone) == (NOW, NOW.date(), "Europe/London")
    assert (about.definition, dict(about.called)) == (str(made.definition_key), {})
    assert (about.calendar, about.step_limit, about.first) == ("england@1", 100_000, 0)
    assert about.semantics == entry.semantics == SEMANTICS
    (calendar,) = steps.rows(tables.calendar)
    assert (calendar["id"], calendar["version"]) == ("england", 1)
    assert b'"2026-12-25":"Christmas Day"' in calendar["content"]


def test_a_process_is_named_by_its_id_its_version_or_its_key(steps: Office) -> None:
    second = steps.deploy({"steps.bpmn": diagrams.TWO_STEPS + b"<!-- changed -->"}).definitions[0]

    assert create(steps, process_id="steps").version == 2
    assert create(steps, process_id="steps", version=1).version == 1
    assert create(steps, definition_key=second.key).version == 2


@pytest.mark.parametrize(
    "named",
    [
        {"process_id": "steps", "version": 2},
        {"process_id": "steps", "version": 0},
        {"process_id": "other"},
        {"process_id": ""},
        {"definition_key": 0},
        {"definition_key": 17 << 22},
    ],
)
def test_an_unknown_process_is_not_found(steps: Office, named: Mapping[str, object]) -> None:
    with pytest.raises(NotFound):
        create(steps, **named)
    assert steps.roots() == []


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, []),
        ({"process_id": "steps", "variables": {"a b": 1}}, ["a b"]),
        ({"process_id": "steps", "business_id": " "}, ["businessId"]),
        ({"process_id": "steps", "business_id": "x" * 201}, ["businessId"]),
        ({"process_id": "steps\0", "business_id": "C\0"}, ["businessId", "processDefinitionId"]),
    ],
)
def test_what_cannot_be_started_is_refused_with_its_fields(
    steps: Office, given: Mapping[str, object], fields: list[str]
) -> None:
    with pytest.raises(InvalidInput) as error:
        create(steps, **given)

    assert [each.field for each in error.value.fields] == fields
    assert steps.roots() == []


def test_a_case_number_is_taken_once(steps: Office) -> None:
    create(steps, process_id="steps", business_id="C-1")

    with pytest.raises(Conflict, match="a case with business id 'C-1' already"):
        create(steps, process_id="steps", business_id="C-1")
    create(steps, process_id="steps", business_id="c-1")
    create(steps, process_id="steps")
    create(steps, process_id="steps")

    assert len(steps.roots()) == 4


@pytest.mark.parametrize("given", [{}, {"who": 5}, {"who": "Ann", "other": 1}])
def test_what_is_asked_for_at_the_start_must_fit_its_form(office: Office, given: dict[str, Json]) -> None:
    office.deploy({"asked.bpmn": ASKED, "asking.form": ASKING})

    with pytest.raises(InvalidInput, match="correct these fields"):
        create(office, process_id="asked", variables=given)
    office.start("asked", who="Ann")

    assert len(office.roots()) == 1


def test_a_process_that_only_a_message_starts_is_not_started_by_hand(office: Office) -> None:
    office.deploy({"started.bpmn": diagrams.STARTED_BY_MESSAGE})

    with pytest.raises(Conflict, match="no none start event"):
        office.start("started")
    assert office.roots() == []


def test_a_cancelled_case_ends_with_all_that_is_in_it(steps: Office) -> None:
    root = steps.start("steps")

    steps.do("adam", lambda tx: instances.cancel(tx, root))

    (instance,) = steps.rows(tables.process_instance)
    assert (instance["state"], instance["ended_at"]) == (InstanceState.TERMINATED, NOW)
    (task,) = steps.rows(tables.user_task)
    assert task["state"] is UserTaskState.CANCELED
    states = {row["element_id"]: row["state"] for row in steps.rows(tables.element_instance)}
    assert states == {
        "steps": ElementState.TERMINATED,
        "start": ElementState.COMPLETED,
        "first": ElementState.TERMINATED,
    }
    assert steps.history(root)[-1].command == Cancel()
    with pytest.raises(Conflict, match="the case has ended"):
        steps.do("adam", lambda tx: instances.cancel(tx, root))
    assert steps.kinds(root) == ["create", "cancel"]


@pytest.mark.parametrize("key", [0, 5, 17 << 22, (17 << 22) + 5])
def test_an_unknown_case_is_not_found(office: Office, key: int) -> None:
    with pytest.raises(NotFound, match=f"there is no process instance {key}"):
        office.do("adam", lambda tx: instances.cancel(tx, key))


def test_the_key_of_a_task_is_not_that_of_a_case(steps: Office) -> None:
    root = steps.start("steps")

    with pytest.raises(NotFound):
        steps.do("adam", lambda tx: instances.cancel(tx, steps.task(root)))
