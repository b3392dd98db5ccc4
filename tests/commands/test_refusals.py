"""What a completion is refused for: the form, the rules of the diagram, a step that is not open."""

import pytest

from duecourse.commands import tasks
from duecourse.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused
from duecourse.history.commands import CompleteTask, Refuse
from tests.commands import diagrams
from tests.commands.conftest import Rows
from tests.commands.office import Office


@pytest.fixture
def ruled(office: Office) -> int:
    office.deploy({"ruled.bpmn": diagrams.RULED, "decision.form": diagrams.DECISION})
    return office.start("ruled", limit=10)


def test_a_completion_must_fit_the_form(office: Office, ruled: int) -> None:
    key = office.task(ruled)

    with pytest.raises(InvalidInput) as error:
        office.complete(key, remark=5, other=1)

    assert {each.field for each in error.value.fields} == {"amount", "remark", "other"}
    assert office.kinds(ruled) == ["create"]


def test_the_form_is_checked_against_what_the_task_sees(office: Office) -> None:
    fields = [
        diagrams.text_field("number", readonly=True),
        diagrams.text_field("why", validate={"required": True}, conditional={"hide": "=not(asked)"}),
    ]
    step = diagrams.task("step", '<zeebe:formDefinition formId="shown"/>')
    asking = diagrams.line("asking", step, names=("step",), variables="number, asked")
    office.deploy({"asking.bpmn": asking, "shown.form": diagrams.form("shown", *fields)})
    asked = office.task(office.start("asking", number="N-1", asked=True))
    unasked = office.task(office.start("asking", number="N-2", asked=False))

    with pytest.raises(InvalidInput) as error:
        office.complete(asked, number="N-2")
    assert {each.field for each in error.value.fields} == {"number", "why"}
    with pytest.raises(InvalidInput) as error:
        office.complete(unasked, why="nobody asked")
    assert {each.field for each in error.value.fields} == {"why"}

    office.complete(asked, number="N-1", why="because")
    office.complete(unasked)


def test_a_rule_that_does_not_hold_refuses_and_the_attempt_is_an_entry_that_changes_nothing(
    office: Office, ruled: int, database_rows: Rows
) -> None:
    key = office.task(ruled)
    before = database_rows()

    with pytest.raises(Refused) as error:
        office.complete(key, amount=11, remark="please")

    assert (error.value.reason_code, error.value.detail) == ("TOO_MUCH", "That is too much.")
    entry = office.history(ruled)[-1]
    assert entry.command == Refuse(
        attempted=CompleteTask.kind,
        element="decide",
        reason_code="TOO_MUCH",
        message="That is too much.",
        number=key - ruled,
        variables={"amount": 11, "remark": "please"},
    )
    assert (entry.reason_code, entry.effects, entry.delta) == ("TOO_MUCH", (), {})
    assert entry.circumstances.username == "clara"
    assert database_rows() == before


def test_the_first_rule_that_does_not_hold_is_the_reason(office: Office, ruled: int) -> None:
    key = office.task(ruled)

    with pytest.raises(Refused) as error:
        office.complete(key, "carl", amount=5)

    assert error.value.reason_code == "NOT_BY_CARL"
    office.complete(key, "clara", amount=5)
    assert office.kinds(ruled) == ["create", "refuse", "complete_task"]


def test_a_step_that_is_not_open_is_refused_with_the_reason_that_it_declares(
    office: Office, ruled: int, database_rows: Rows
) -> None:
    before = database_rows()

    with pytest.raises(Refused) as error:
        office.do("bob", lambda tx: tasks.complete_element(tx, ruled, "sign", {"x": 1}, {"item": 2}))

    assert error.value.reason_code == "NOT_DECIDED"
    entry = office.history(ruled)[-1]
    assert isinstance(entry.command, Refuse)
    assert (entry.command.number, entry.command.local) == (None, {"item": 2})
    assert (entry.effects, entry.delta) == ((), {})
    assert database_rows() == before


def test_a_step_is_completed_by_its_element(office: Office, ruled: int) -> None:
    key = office.task(ruled)

    done = office.do("clara", lambda tx: tasks.complete_element(tx, ruled, "decide", {"amount": 1}, {}))

    assert done == key
    assert [each.element_id for each in office.tasks(ruled)] == ["sign"]


def test_addressing_a_step_does_not_let_anybody_complete_it(office: Office, ruled: int) -> None:
    with pytest.raises(Forbidden):
        office.do("bob", lambda tx: tasks.complete_element(tx, ruled, "decide", {"amount": 1}, {}))


def test_local_variables_tell_the_instances_of_a_task_apart(office: Office) -> None:
    office.deploy({"parts.bpmn": diagrams.PARTS})
    root = office.start("parts", list=["a", "b", "c"])

    with pytest.raises(Conflict, match="3 tasks of part are open"):
        office.do("clara", lambda tx: tasks.complete_element(tx, root, "part", {}, {}))
    done = office.do("clara", lambda tx: tasks.complete_element(tx, root, "part", {}, {"item": "b"}))

    assert done not in {each.key for each in office.tasks(root)}
    assert len(office.tasks(root)) == 2
    with pytest.raises(Conflict, match="no task of part is open"):
        office.do("clara", lambda tx: tasks.complete_element(tx, root, "part", {}, {"item": "b"}))
    with pytest.raises(NotFound, match="no element elsewhere"):
        office.do("clara", lambda tx: tasks.complete_element(tx, root, "elsewhere", {}, {}))
