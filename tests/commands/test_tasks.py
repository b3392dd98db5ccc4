"""User tasks: who may take them, who has them, and what completing one is refused for."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from duecourse.commands import instances, tasks
from duecourse.errors import Conflict, Forbidden, InvalidInput, NotFound
from duecourse.history.commands import AssignTask, UpdateTask
from duecourse.model.json import Json
from duecourse.model.states import UserTaskState
from duecourse.persistence import accounts, user_tasks
from duecourse.persistence.user_tasks import UserTask
from tests.commands import diagrams
from tests.commands.office import NOW, Office

Attempt: TypeAlias = Callable[[], object]


def row(office: Office, key: int) -> UserTask:
    found = office.see(lambda session: user_tasks.get(session, key))
    assert found is not None
    return found


def give(office: Office, key: int, by: str, to: str) -> None:
    office.do(by, lambda tx: tasks.assign(tx, key, to))


@pytest.fixture
def steps(office: Office) -> int:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    return office.start("steps")


def test_who_claims_a_task_has_it_and_the_next_one_is_told_who(office: Office, steps: int) -> None:
    key = office.task(steps)

    office.claim(key, "clara")

    assert row(office, key).assignee == "clara"
    with pytest.raises(Conflict, match="assigned to clara"):
        office.claim(key, "carl")
    assert row(office, key).assignee == "clara"
    command = office.history(steps)[-1].command
    assert command == AssignTask(element=key - steps, assignee="clara")


def test_who_claims_what_is_theirs_already_keeps_it_and_nothing_is_recorded(
    office: Office, steps: int
) -> None:
    key = office.task(steps)

    office.claim(key, "clara")
    office.claim(key, "clara")
    give(office, key, "carl", "clara")

    assert office.kinds(steps) == ["create", "assign_task"]


def test_a_candidate_gives_a_task_to_somebody_else_even_to_one_who_is_no_candidate(
    office: Office, steps: int
) -> None:
    key = office.task(steps)
    office.claim(key, "clara")

    give(office, key, "carl", "eve")

    with pytest.raises(Conflict, match="assigned to eve"):
        office.complete(key, "clara")
    office.complete(key, "eve")
    assert row(office, key).completed_by == "eve"


def test_a_task_is_taken_back_once(office: Office, steps: int) -> None:
    key = office.task(steps)
    office.claim(key, "clara")

    for _ in range(2):
        office.do("carl", lambda tx: tasks.unassign(tx, key))

    assert row(office, key).assignee is None
    assert office.kinds(steps) == ["create", "assign_task", "assign_task"]


def test_whoever_is_no_candidate_can_do_nothing_with_a_task(office: Office, steps: int) -> None:
    key = office.task(steps)

    attempts: list[Attempt] = [
        lambda: office.claim(key, "bob"),
        lambda: office.do("bob", lambda tx: tasks.unassign(tx, key)),
        lambda: office.do("bob", lambda tx: tasks.update(tx, key, {"priority": 1})),
        lambda: office.complete(key, "bob"),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden, match="this task is for: clerks"):
            attempt()
    assert office.kinds(steps) == ["create"]


def test_an_administrator_may_complete_what_somebody_else_has(office: Office, steps: int) -> None:
    key = office.task(steps)
    office.claim(key, "clara")

    office.complete(key, "adam")

    assert row(office, key).state is UserTaskState.COMPLETED
    assert (row(office, key).completed_by, row(office, key).assignee) == ("adam", "clara")


@pytest.mark.parametrize("assignee", ["nobody", "", "NUL\0", "gone"])
def test_only_an_account_in_use_gets_a_task(office: Office, steps: int, assignee: str) -> None:
    def leave(account: str) -> None:
        office.do("adam", lambda tx: accounts.set_active(tx.session, office.actors[account].key, False))

    leave("carl")
    key = office.task(steps)

    with pytest.raises(InvalidInput) as error:
        give(office, key, "clara", "carl" if assignee == "gone" else assignee)

    assert [each.field for each in error.value.fields] == ["assignee"]
    assert office.kinds(steps) == ["create"]


def test_a_completed_task_cannot_be_completed_claimed_or_changed_again(office: Office, steps: int) -> None:
    key = office.task(steps)
    office.complete(key)

    attempts: list[Attempt] = [
        lambda: office.complete(key, "carl"),
        lambda: office.claim(key, "carl"),
        lambda: office.do("carl", lambda tx: tasks.unassign(tx, key)),
        lambda: office.do("carl", lambda tx: tasks.update(tx, key, {"priority": 1})),
    ]
    for attempt in attempts:
        with pytest.raises(Conflict, match="completed by clara"):
            attempt()
    assert office.kinds(steps) == ["create", "complete_task"]


def test_a_task_of_a_case_that_was_cancelled_cannot_be_completed(office: Office, steps: int) -> None:
    key = office.task(steps)
    office.do("adam", lambda tx: instances.cancel(tx, steps))

    with pytest.raises(Conflict, match="cancelled"):
        office.complete(key)
    assert row(office, key).state is UserTaskState.CANCELED
    assert row(office, key).completed_by is None


@pytest.mark.parametrize("key", [0, 1, 17 << 22, (17 << 22) + 1, 2**62])
def test_an_unknown_task_is_not_found(office: Office, key: int) -> None:
    attempts: list[Attempt] = [
        lambda: office.complete(key),
        lambda: office.claim(key, "clara"),
        lambda: office.do("clara", lambda tx: tasks.unassign(tx, key)),
        lambda: office.do("clara", lambda tx: tasks.update(tx, key, {})),
        lambda: office.do("clara", lambda tx: tasks.complete_element(tx, key, "first", {}, {})),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()


def test_what_is_changed_of_a_task_is_in_its_row_and_in_history(office: Office, steps: int) -> None:
    key = office.task(steps)
    changes: dict[str, Json] = {
        "dueDate": "2026-03-31",
        "followUpDate": "2026-03-20T09:00:00@Europe/London",
        "priority": 80,
        "candidateGroups": ["board"],
        "candidateUsers": ["eve"],
    }

    office.do("clara", lambda tx: tasks.update(tx, key, changes, action="hand over"))

    found = row(office, key)
    assert found.due_at is not None
    assert found.follow_up_at is not None
    assert found.due_at.isoformat() == "2026-03-31T22:59:59+00:00"  # the last second of a day in summer time
    assert found.follow_up_at.isoformat() == "2026-03-20T09:00:00+00:00"
    assert (found.priority, found.candidate_groups, found.candidate_users) == (80, ("board",), ("eve",))
    command = office.history(steps)[-1].command
    assert command == UpdateTask(element=key - steps, changes=changes, action="hand over")
    with pytest.raises(Forbidden):
        office.claim(key, "clara")
    office.claim(key, "eve")


def test_no_change_is_no_entry(office: Office, steps: int) -> None:
    office.do("clara", lambda tx: tasks.update(tx, office.task(steps), {}))

    assert office.kinds(steps) == ["create"]


def test_null_unsets_what_a_task_has(office: Office, steps: int) -> None:
    key = office.task(steps)
    office.do("clara", lambda tx: tasks.update(tx, key, {"dueDate": "2026-03-31", "priority": 1}))
    nothing: dict[str, Json] = {"dueDate": None, "priority": None, "candidateGroups": None}

    office.do("clara", lambda tx: tasks.update(tx, key, nothing))

    found = row(office, key)
    assert (found.due_at, found.priority, found.candidate_groups) == (None, 50, ())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("assignee", "eve"),
        ("name", "x"),
        ("dueDate", "soon"),
        ("dueDate", 5),
        ("dueDate", "2026-02-30"),
        ("followUpDate", "2026-03-31T25:00"),
        ("followUpDate", "2026-03-31T09:00@Nowhere/Land"),
        ("priority", -1),
        ("priority", 101),
        ("priority", "high"),
        ("priority", True),
        ("candidateGroups", "clerks"),
        ("candidateGroups", ["clerks", "nobody"]),
        ("candidateGroups", [5]),
        ("candidateUsers", ["clara", "NUL\0"]),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_field(
    office: Office, steps: int, field: str, value: Json
) -> None:
    key = office.task(steps)

    with pytest.raises(InvalidInput) as error:
        office.do("clara", lambda tx: tasks.update(tx, key, {field: value, "priority": value}))

    assert field in {each.field for each in error.value.fields}
    assert office.kinds(steps) == ["create"]


@pytest.mark.parametrize("name", ["a b", "1a", "", "a\0", "x" * 201])
def test_values_without_a_form_need_names_that_an_expression_could_use(
    office: Office, steps: int, name: str
) -> None:
    key = office.task(steps)

    with pytest.raises(InvalidInput) as error:
        office.do("clara", lambda tx: tasks.complete(tx, key, {name: 1}))

    assert [each.field for each in error.value.fields] == [name]


def test_an_act_may_be_recorded_later_but_not_before_it_is_done(office: Office, steps: int) -> None:
    key, today = office.task(steps), NOW.date()

    with pytest.raises(InvalidInput, match="later than today"):
        office.do("clara", lambda tx: tasks.complete(tx, key, {}), today.replace(day=today.day + 1))
    office.do("clara", lambda tx: tasks.complete(tx, key, {}), today.replace(day=1))

    entry = office.history(steps)[-1]
    assert (entry.act_date, entry.entered_at) == (today.replace(day=1), NOW)
    assert entry.circumstances.act_date == entry.act_date
