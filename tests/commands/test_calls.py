"""Processes that call others: parts of one case, with rows of their own."""

from typing import Any

import pytest

from duecourse.commands import incidents, instances, tasks, variables
from duecourse.errors import Conflict
from duecourse.history.commands import CompleteTask
from duecourse.model.states import InstanceState
from duecourse.persistence import tables
from tests.commands import diagrams
from tests.commands.office import Office


def calling(process: str, called: str, loop: str = "") -> bytes:
    """Return a process that calls another one; all variables come back, but for those of many rounds."""
    back = "false" if loop else "true"
    what = f'<zeebe:calledElement processId="{called}" propagateAllChildVariables="{back}"/>'
    call = f'<callActivity id="call">{diagrams.extensions(what)}{loop}</callActivity>'
    return diagrams.line(
        process, call, diagrams.task("after"), names=("call", "after"), variables="list, question, answer"
    )


CALLED = diagrams.line("called", diagrams.task("inside"), names=("inside",))
# Where "question" is neither true nor false, the called process is stopped.
STOPPING = diagrams.diagram(
    "called",
    "\n".join(
        [
            diagrams.START,
            '<exclusiveGateway id="which" default="which_inside"/>',
            diagrams.task("inside"),
            diagrams.END,
            diagrams.conditional("which", "end", "=question"),
            diagrams.flows("start", "which", "inside", "end"),
        ]
    ),
    variables="question",
)


@pytest.fixture
def called(office: Office) -> int:
    office.deploy({"calling.bpmn": calling("calling", "called"), "called.bpmn": CALLED})
    return office.start("calling", question="why")


def processes(office: Office) -> list[dict[str, Any]]:
    return office.rows(tables.process_instance)


def test_a_called_process_is_an_instance_of_its_own_within_the_case(office: Office, called: int) -> None:
    root, child = processes(office)

    ids = {each["key"]: each["element_id"] for each in office.rows(tables.element_instance)}
    assert ids[child["parent_element_key"]] == "call"
    assert child["key"] == office.tasks(called)[0].instance_key
    assert (root["key"], root["parent_key"], root["revision"]) == (called, None, 1)
    assert (child["root_key"], child["case_key"], child["parent_key"]) == (called, called, called)
    assert (child["process_id"], child["version"], child["revision"]) == ("called", 1, None)
    variable = {(each["instance_key"], each["name"]): each["value"] for each in office.rows(tables.variable)}
    assert variable == {(called, "question"): b'"why"', (child["key"], "question"): b'"why"'}


def test_what_the_called_process_found_out_comes_back(office: Office, called: int) -> None:
    office.complete(office.task(called, "inside"), answer="so")

    assert [each["state"] for each in processes(office)] == [InstanceState.ACTIVE, InstanceState.COMPLETED]
    values = {
        each["name"]: each["value"] for each in office.rows(tables.variable) if each["scope_key"] == called
    }
    assert values == {"question": b'"why"', "answer": b'"so"'}
    office.complete(office.task(called, "after"))
    assert {each["state"] for each in processes(office)} == {InstanceState.COMPLETED}
    assert [entry.root_key for entry in office.history(called)] == [called] * 3


def test_the_entry_names_the_version_that_was_called(office: Office, called: int) -> None:
    changed = office.deploy({"called.bpmn": CALLED + b"<!-- changed -->"}).definitions[0]
    office.complete(office.task(called, "inside"))
    other = office.start("calling")

    first = {entry.seq: dict(entry.circumstances.called) for entry in office.history(called)}
    assert set(first[1]) == {"called"}
    assert first[2] == {}
    assert first[1]["called"] != str(changed.key)
    assert office.history(other)[0].circumstances.called == {"called": str(changed.key)}


def test_each_item_of_a_list_has_its_own_called_process(office: Office) -> None:
    files = {"calling.bpmn": calling("calling", "called", diagrams.each("=list")), "called.bpmn": CALLED}
    office.deploy(files)
    root = office.start("calling", list=["a", "b", "c"])
    assert len(processes(office)) == 4

    def complete(item: str) -> None:
        office.do("clara", lambda tx: tasks.complete_element(tx, root, "inside", {}, {"item": item}))

    for item in ("b", "c", "a"):
        complete(item)

    assert office.waiting_for(root) == ["after"]


def test_a_step_is_looked_for_in_the_process_that_was_addressed(office: Office) -> None:
    files = {"calling.bpmn": calling("calling", "called", diagrams.each("=list")), "called.bpmn": CALLED}
    office.deploy(files)
    root = office.start("calling", list=["a", "b"])
    first, second = office.tasks(root)

    def complete(instance: int) -> int:
        return office.do("clara", lambda tx: tasks.complete_element(tx, instance, "inside", {}, {}))

    with pytest.raises(Conflict, match="2 tasks of inside are open"):
        complete(root)
    assert complete(second.instance_key) == second.key
    with pytest.raises(Conflict, match="no task of inside is open"):
        complete(second.instance_key)
    assert complete(first.instance_key) == first.key


def test_a_called_process_is_not_cancelled_alone_but_with_its_case(office: Office, called: int) -> None:
    _, child = processes(office)
    key = office.task(called)

    with pytest.raises(Conflict, match=f"cancel {called}"):
        office.do("adam", lambda tx: instances.cancel(tx, office.tasks(called)[0].instance_key))
    office.do("adam", lambda tx: instances.cancel(tx, called))

    assert {each["state"] for each in processes(office)} == {InstanceState.TERMINATED}
    with pytest.raises(Conflict):
        office.complete(key)
    assert child["state"] is InstanceState.ACTIVE


def test_an_incident_in_a_called_process_is_seen_on_all_that_called_it(office: Office) -> None:
    files = {
        "outer.bpmn": calling("outer", "calling"),
        "calling.bpmn": calling("calling", "called"),
        "called.bpmn": STOPPING,
    }
    office.deploy(files)
    root = office.start("outer", question="perhaps")
    assert [each["has_incident"] for each in processes(office)] == [True] * 3
    (stopped,) = office.rows(tables.incident)
    instance = processes(office)[-1]["key"]
    assert stopped["instance_key"] == instance

    office.do("adam", lambda tx: variables.set_variables(tx, stopped["instance_key"], {"question": False}))
    office.do("adam", lambda tx: incidents.resolve(tx, stopped["key"]))

    assert [each["has_incident"] for each in processes(office)] == [False] * 3
    assert office.waiting_for(root) == ["inside"]


def test_one_incident_of_two_that_is_resolved_leaves_the_other_one(office: Office) -> None:
    loop = diagrams.each("=list", "question")
    office.deploy({"calling.bpmn": calling("calling", "called", loop), "called.bpmn": STOPPING})
    office.start("calling", list=["x", "y"])
    first, second = office.rows(tables.incident)
    office.do("adam", lambda tx: variables.set_variables(tx, first["instance_key"], {"question": True}))
    office.do("adam", lambda tx: incidents.resolve(tx, first["key"]))

    assert [each["has_incident"] for each in processes(office)] == [True, False, True]
    office.do("adam", lambda tx: variables.set_variables(tx, second["instance_key"], {"question": True}))
    office.do("adam", lambda tx: incidents.resolve(tx, second["key"]))
    assert [each["has_incident"] for each in processes(office)] == [False, False, False]


def test_a_process_that_is_not_deployed_yet_can_be_called_once_it_is(office: Office) -> None:
    office.deploy({"calling.bpmn": calling("calling", "called")})
    root = office.start("calling")
    (stopped,) = office.rows(tables.incident)
    assert (stopped["type"], "no process 'called' is deployed" in stopped["message"]) == (
        "CALLED_ELEMENT_ERROR",
        True,
    )

    office.deploy({"called.bpmn": CALLED})
    office.do("adam", lambda tx: incidents.resolve(tx, stopped["key"]))

    assert office.waiting_for(root) == ["inside"]
    command = CompleteTask(element=office.task(root) - root)
    office.complete(office.task(root))
    assert office.history(root)[-1].command == command
