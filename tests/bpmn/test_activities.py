"""Activities: scopes of variables, calls, sequence flows out of them."""

from dataclasses import replace

import pytest

from duecourse.bpmn.failures import NotActive
from duecourse.diagram.elements import (
    Assignment,
    CallActivity,
    GatewayKind,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.history import commands
from tests.bpmn.drawing import Drawing, around, mapping, text
from tests.bpmn.running import Case


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


def test_an_input_mapping_that_cannot_be_evaluated_stops_the_token_and_is_tried_again() -> None:
    task = Task(id="work", kind=TaskKind.USER, assignment=Assignment(candidate_groups=text("=1 + 1")))
    case = Case(around(task).process())
    assert case.incident("work")["type"] == "EXTRACT_VALUE_ERROR"
    assert not case.open("task")


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
