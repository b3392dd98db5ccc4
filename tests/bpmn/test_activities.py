"""Activities: scopes of variables, multi-instance, calls, jobs, scripts and user tasks."""

from dataclasses import replace

import pytest

from duecourse.bpmn.failures import NotActive
from duecourse.diagram.elements import (
    Assignment,
    CallActivity,
    Event,
    EventKind,
    GatewayKind,
    Job,
    MultiInstance,
    Publication,
    Schedule,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.diagram.events import ErrorDefinition, Message, MessageDefinition
from duecourse.diagram.expressions import Mapping
from duecourse.history import commands
from duecourse.model.json import Json
from tests.bpmn.drawing import Drawing, text
from tests.bpmn.running import Case


def mapping(source: str, target: str) -> Mapping:
    return Mapping(text(f"={source}"), target, 1)


def around(task: Task | SubProcess | CallActivity) -> Drawing:
    """Draw a start, one activity and a task after it."""
    drawing = Drawing()
    drawing.start()
    drawing.add(task)
    drawing.user("after")
    drawing.chain("start", task.id, "after")
    return drawing


def each(collection: str, *, sequential: bool = False, condition: str | None = None) -> MultiInstance:
    return MultiInstance(
        sequential=sequential,
        input_collection=text(f"={collection}"),
        input_element="agency",
        output_collection="answers",
        output_element=text("=answer"),
        completion_condition=None if condition is None else text(f"={condition}"),
    )


def test_input_mappings_are_local_and_only_output_mappings_leave() -> None:
    task = Task(
        id="work",
        kind=TaskKind.USER,
        inputs=(mapping("x + 1", "y"),),
        outputs=(mapping("y + given", "z"),),
    )
    case = Case(around(task).process(), x=1)
    case.complete("work", given=10)
    assert case.variables() == {"x": 1, "z": 12}


def test_without_mappings_what_is_submitted_goes_to_the_nearest_scope_that_has_the_name() -> None:
    inner = Drawing()
    inner.chain(inner.start("s"), inner.user("work"), inner.user("next"), inner.end("e"))
    sub = SubProcess(id="sub", body=inner.scope(), inputs=(mapping('"inner"', "who"),))
    case = Case(around(sub).process(), who="outer")
    case.complete("work", who="changed", new=1)
    assert case.variables() == {"who": "outer", "new": 1}
    [local] = [
        record for key, record in case.records.items() if key.endswith(":who") and not key.startswith("v:0")
    ]
    assert isinstance(local, list)
    assert local[0] == "changed"


def test_branches_see_each_others_writes_at_once() -> None:
    drawing = Drawing()
    drawing.start()
    drawing.gateway("fork", GatewayKind.PARALLEL)
    drawing.chain("start", "fork", drawing.user("write"))
    drawing.chain("fork", drawing.user("wait"), drawing.script("read", "shared * 2", "result"))
    drawing.chain("read", drawing.user("after"))
    case = Case(drawing.process(), shared=1)
    case.complete("write", shared=21)
    case.complete("wait")
    assert case.variables()["result"] == 42


def test_parallel_instances_keep_their_variables_apart_and_collect_in_the_order_of_the_items() -> None:
    task = Task(id="ask", kind=TaskKind.USER, loop=each("agencies"), outputs=(mapping("reply", "answer"),))
    case = Case(around(task).process(), agencies=["police", "health", "school"])
    numbers = [number for number, name, _ in case.active() if name == "ask"]
    for number, reply in reversed(list(zip(numbers, ("p", "h", "s"), strict=True))):
        case.do(commands.CompleteTask(element=number, variables={"reply": reply}))
    assert set(case.open()) == {"after"}


def test_an_output_element_is_read_inside_the_instance() -> None:
    loop = replace(each("[1, 2, 3]"), output_element=text("=agency * loopCounter"))
    task = Task(id="ask", kind=TaskKind.USER, loop=loop)
    case = Case(around(task).process())
    for number in [number for number, name, _ in case.active() if name == "ask"]:
        case.do(commands.CompleteTask(element=number))
    assert case.variables()["answers"] == [1, 4, 9]


def test_sequential_instances_come_one_after_the_other() -> None:
    loop = replace(each('["a", "b"]', sequential=True), output_element=text("=agency"))
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=loop)).process())
    assert list(case.open()) == ["ask"]
    case.complete("ask")
    assert "answers" not in case.variables()
    case.complete("ask")
    assert case.variables()["answers"] == ["a", "b"]


def test_a_completion_condition_sees_all_counts_and_ends_the_rest() -> None:
    loop = replace(
        each("[1, 2, 3, 4]", condition="numberOfCompletedInstances >= 2 and numberOfInstances = 4"),
        output_element=text("=agency"),
    )
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=loop)).process())
    numbers = [number for number, name, _ in case.active() if name == "ask"]
    case.do(commands.CompleteTask(element=numbers[3]))
    assert len([name for _, name, _ in case.active() if name == "ask"]) == 3
    case.do(commands.CompleteTask(element=numbers[1]))
    assert set(case.open()) == {"after"}
    assert case.variables()["answers"] == [None, 2, None, 4]


def test_no_items_no_instances() -> None:
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=each("[]"))).process())
    assert set(case.open()) == {"after"}
    assert case.variables()["answers"] == []


def test_a_collection_that_is_no_list_is_an_incident() -> None:
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=each("nobody"))).process())
    assert "a list" in str(case.incident("ask multi-instance")["message"])
    case.set(nobody=["x"])
    case.resolve("ask multi-instance")
    assert set(case.open()) == {"ask"}


def test_a_called_process_has_variables_of_its_own_and_gives_back_what_is_wanted() -> None:
    child = Drawing()
    child.chain(child.start(), child.user("inside"), child.end("e"))
    call = CallActivity(id="call", process_id=text("child"), propagate_all_child_variables=False)
    call = replace(call, outputs=(mapping("result", "answer"),))
    case = Case(around(call).process(), child.process("child"), x=1)
    case.complete("inside", result=5, x=2)
    assert case.variables() == {"x": 1, "answer": 5}
    assert set(case.open()) == {"after"}


def test_calling_what_is_not_deployed_is_an_incident_and_a_process_that_calls_itself_ends_in_one() -> None:
    missing = Case(around(CallActivity(id="call", process_id=text("nowhere"))).process())
    assert "nowhere" in str(missing.incident("call")["message"])
    endless = Case(around(CallActivity(id="call", process_id=text("process"))).process())
    assert "deep" in str(endless.incident("call")["message"])


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


def test_an_input_mapping_that_cannot_be_evaluated_stops_the_token_and_is_tried_again() -> None:
    task = Task(id="work", kind=TaskKind.USER, assignment=Assignment(candidate_groups=text("=1 + 1")))
    case = Case(around(task).process())
    assert case.incident("work")["type"] == "EXTRACT_VALUE_ERROR"
    assert not case.open("task")


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


def test_what_has_ended_cannot_be_done_again() -> None:
    case = Case(around(Task(id="work", kind=TaskKind.USER)).process())
    number = case.open()["work"]
    case.complete("work")
    with pytest.raises(NotActive):
        case.do(commands.CompleteTask(element=number))
    case.do(commands.Cancel())
    assert case.ended
    with pytest.raises(NotActive):
        case.do(commands.Cancel())


def test_expressions_find_the_instance_that_they_run_in() -> None:
    called = Drawing()
    called.chain(
        called.start("s"), called.script("read", "camunda.processInstance", "inner"), called.end("e")
    )
    call = CallActivity(id="call", process_id=text("called"))
    case = Case(around(call).process(), called.process("called"), key=7000, business_id="SCR-1")
    [called_number] = [number for number, kind in case.activated() if kind == "process" and number]

    assert case.variables()["inner"] == {"key": 7000 + called_number, "businessId": "SCR-1"}
    assert case.records["c"] == {"key": "7000", "businessId": "SCR-1"}


def test_a_default_flow_is_taken_where_no_condition_is_true_also_beside_a_flow_without_one() -> None:
    for value, expected in ((1, {"always", "otherwise"}), (2, {"always", "two"})):
        drawing = Drawing()
        drawing.start()
        drawing.chain("start", drawing.script("choose", str(value), "x"))
        for name in ("always", "two", "otherwise"):
            drawing.user(name)
        drawing.flow("choose", "always")
        drawing.flow("choose", "two", "x = 2")
        drawing.flow("choose", "otherwise", default=True)

        assert set(Case(drawing.process()).open()) == expected


def test_what_an_instance_gives_stays_with_it_where_the_output_element_names_it() -> None:
    loop = replace(each("[1, 2]"), output_element=text("=answer"))
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=loop)).process())
    numbers = [number for number, name, _ in case.active() if name == "ask"]
    for given, number in enumerate(numbers, 1):
        case.do(commands.CompleteTask(element=number, variables={"answer": given}))

    assert case.variables()["answers"] == [1, 2]
    assert "answer" not in case.variables()


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
