"""Tasks: jobs, user tasks and sending."""

import pytest

from duecourse.bpmn.failures import NotActive
from duecourse.diagram.elements import (
    Assignment,
    Event,
    EventKind,
    Job,
    Publication,
    Schedule,
    Task,
    TaskKind,
)
from duecourse.diagram.events import ErrorDefinition, Message, MessageDefinition
from duecourse.history import commands
from duecourse.model.json import Json
from tests.bpmn.drawing import around, mapping, text
from tests.bpmn.running import Case


def service() -> Task:
    return Task(id="send", kind=TaskKind.SERVICE, job=Job(type=text("mail"), retries=text("2")))


def test_a_job_is_completed_by_a_program() -> None:
    case = Case(around(service()).process())
    case.do(commands.CompleteJob(element=case.open("job")["send"], variables={"sent": True}))
    assert case.variables() == {"sent": True}
    assert set(case.open()) == {"after"}


def test_a_job_without_retries_is_an_incident_and_can_be_done_after_it_is_resolved() -> None:
    case = Case(around(service()).process())
    number = case.open("job")["send"]
    case.do(commands.FailJob(element=number, retries=0, message="no route"))
    assert case.incident("send") | {"number": 0} == {
        "type": "JOB_NO_RETRIES",
        "message": "no route",
        "at": "job",
        "number": 0,
    }
    with pytest.raises(NotActive):
        case.do(commands.CompleteJob(element=number))
    case.resolve("send")
    case.do(commands.CompleteJob(element=number))
    assert set(case.open()) == {"after"}


def test_an_error_from_a_job_goes_to_the_boundary_event() -> None:
    drawing = around(service())
    definition = ErrorDefinition(text("NO_ROUTE"), 1)
    drawing.add(Event(id="caught", kind=EventKind.BOUNDARY, definition=definition, attached_to="send"))
    drawing.chain("caught", drawing.user("mend"))
    case = Case(drawing.process())
    case.do(commands.ThrowJobError(element=case.open("job")["send"], code="NO_ROUTE", variables={"why": "x"}))
    assert set(case.open()) == {"mend"}
    assert case.variables() == {"why": "x"}


def test_a_user_task_says_who_may_take_it() -> None:
    assignment = Assignment(candidate_groups=text('=["a", group]'), candidate_users=text("jo, kim"))
    task = Task(id="work", kind=TaskKind.USER, assignment=assignment, priority=text("=20 + 5"))
    case = Case(around(task).process(), group="b")
    [data] = [data for _, name, data in case.active() if name == "work"]
    assert data["task"] == {"candidateGroups": ["a", "b"], "candidateUsers": ["jo", "kim"], "priority": 25}


def test_a_published_message_carries_only_what_is_mapped_into_it() -> None:
    message = MessageDefinition(Message("m", text("news"), text('="k"'), 1), 1)
    publication = Publication(message_id=text("once"), time_to_live=text("PT1H"))
    send = Task(
        id="tell",
        kind=TaskKind.SEND,
        message=message,
        publication=publication,
        inputs=(mapping("secret + 1", "told"),),
    )
    case = Case(around(send).process(), secret=1)
    [published] = [effect for effect in case.steps[0].effects if effect["type"] == "message_published"]
    assert published == published | {
        "name": "news",
        "correlationKey": "k",
        "messageId": "once",
        "timeToLive": "PT1H",
        "variables": {"told": 2},
    }


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("due_date", "tomorrow", "a date, or a date and time"),
        ("due_date", "2010-04-13T09:00@Europe/Londn", "a date, or a date and time"),
        ("follow_up_date", 3, "a date, or a date and time"),
        ("priority", "high", "a whole number from 0 to 100"),
        ("priority", 101, "a whole number from 0 to 100"),
    ],
)
def test_a_schedule_that_cannot_be_read_stops_the_task_before_it_is_created(
    name: str, value: Json, wanted: str
) -> None:
    schedule = None if name == "priority" else Schedule(**{name: text("=wrong")})
    priority = text("=wrong") if name == "priority" else None
    task = Task(id="work", kind=TaskKind.USER, schedule=schedule, priority=priority)
    case = Case(around(task).process(), wrong=value)

    assert not case.open()
    assert f"expected {wanted}" in str(case.incident("work")["message"])


@pytest.mark.parametrize("retries", ["²", "-1", "many"])
def test_retries_that_are_no_number_stop_the_job(retries: str) -> None:
    job = Job(type=text("mail"), retries=text("=tries"))
    case = Case(around(Task(id="send", kind=TaskKind.SERVICE, job=job)).process(), tries=retries)

    assert case.incident("send")["type"] == "EXTRACT_VALUE_ERROR"
