"""One piece of work: in one transaction, at one time, and in memory only what was committed."""

import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from duecourse.commands import cases, tasks, variables
from duecourse.commands.transaction import States, Transaction, run
from duecourse.errors import Conflict, LostRace, Refused
from duecourse.history.commands import SetVariables
from duecourse.model.json import dumps
from duecourse.persistence import instances, tables
from duecourse.persistence.keys import LOCAL_BITS
from duecourse.persistence.session import reading
from tests.commands import diagrams
from tests.commands.auditing import stored
from tests.commands.office import NOW, Office
from tests.databases import Database


@pytest.fixture
def steps(office: Office) -> int:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    return office.start("steps", n=1)


def set_n(office: Office, root: int, value: int) -> None:
    office.do("adam", lambda tx: variables.set_variables(tx, root, {"n": value}))


def test_memory_keeps_one_state_of_a_case_and_gives_it_only_at_its_revision() -> None:
    states = States()
    states.put(1, 5, {"a": 1})

    assert states.get(1, 5) == {"a": 1}
    assert [states.get(1, 4), states.get(1, 6), states.get(2, 5)] == [None] * 3
    states.put(1, 6, {"a": 2})
    assert (states.get(1, 5), states.get(1, 6)) == (None, {"a": 2})
    states.put(1, 5, {"a": 3})  # another history, after a backup was restored
    assert (states.get(1, 5), states.get(1, 6)) == ({"a": 3}, None)


def test_memory_forgets_the_case_that_was_not_used_for_longest() -> None:
    states = States(size=2)
    states.put(1, 1, {})
    states.put(2, 1, {})
    assert states.get(1, 1) == {}

    states.put(3, 1, {})

    assert [states.get(root, 1) is not None for root in (1, 2, 3)] == [True, False, True]


def test_two_processes_that_take_turns_on_a_case_each_see_what_the_other_did(
    office: Office, steps: int
) -> None:
    one = office.installation
    other = Office(replace(one, states=States()), office.time, office.actors)

    for value in range(2, 8):
        set_n(office if value % 2 else other, steps, value)

    changes = [effect.get("old") for entry in office.history(steps)[1:] for effect in entry.effects]
    assert changes == [1, 2, 3, 4, 5, 6]


def test_what_is_rolled_back_is_not_in_memory(office: Office, steps: int) -> None:
    def work(tx: Transaction) -> None:
        variables.set_variables(tx, steps, {"n": 2})
        raise Conflict("after all, no")

    with pytest.raises(Conflict):
        office.do("adam", work)

    assert office.installation.states.get(steps, 2) is None
    assert office.kinds(steps) == ["create"]
    office.do("adam", lambda tx: variables.set_variables(tx, steps, {"n": 3}))
    assert [effect["value"] for effect in office.history(steps)[-1].effects] == [3]


def test_what_was_tried_before_a_lost_race_is_not_in_memory(office: Office, steps: int) -> None:
    values = iter([2, 3])
    tried: list[int] = []

    def work(tx: Transaction) -> None:
        value = next(values)
        tried.append(value)
        variables.set_variables(tx, steps, {"n": value})
        if len(tried) == 1:
            raise LostRace

    office.do("adam", work)

    remembered = office.installation.states.get(steps, 2)
    assert remembered is not None
    assert dumps(remembered[next(key for key in remembered if key.endswith(":n"))]).startswith("[3,")


def test_two_commands_in_one_transaction_see_each_other(office: Office, steps: int) -> None:
    key = office.task(steps)

    def work(tx: Transaction) -> None:
        for value in (2, 3, 4):
            variables.set_variables(tx, steps, {"n": value})
        tasks.complete(tx, key, {})

    office.do("adam", work)

    changes = [effect.get("old") for entry in office.history(steps)[1:4] for effect in entry.effects]
    assert changes == [1, 2, 3]
    assert office.waiting_for(steps) == ["second"]


def test_a_refusal_is_committed_and_what_memory_has_goes_with_it(office: Office) -> None:
    office.deploy({"ruled.bpmn": diagrams.RULED, "decision.form": diagrams.DECISION})
    root = office.start("ruled", limit=1)

    with pytest.raises(Refused):
        office.complete(office.task(root), amount=2)

    assert office.installation.states.get(root, 2) == office.see(
        lambda session: stored(office, session, root, 2)
    )


def test_nothing_is_committed_but_by_the_edge(office: Office, steps: int, database: Database) -> None:
    seen: list[int] = []

    def work(tx: Transaction) -> None:
        variables.set_variables(tx, steps, {"n": 2})
        seen.append(len(office.history(steps)))

    commits: list[object] = []

    def committed(connection: object) -> None:
        commits.append(connection)

    event.listen(database.engine, "commit", committed)
    run(office.installation, office.actors["adam"], work)
    event.remove(database.engine, "commit", committed)

    assert seen == [1]
    assert len(commits) == 1
    assert len(office.history(steps)) == 2


def test_the_times_of_entries_are_in_their_order_although_one_had_to_wait(
    office: Office, steps: int, database: Database
) -> None:
    """The one who came first waits for the case; when it is theirs, it is later than when they came."""
    came, holds = threading.Event(), threading.Event()

    def first() -> None:
        def work(tx: Transaction) -> None:
            assert tx.now == NOW
            came.set()
            holds.wait(10)
            variables.set_variables(tx, steps, {"n": 2})

        office.do("adam", work)

    thread = threading.Thread(target=first)
    thread.start()
    came.wait(10)
    office.time.pass_by(timedelta(seconds=5))
    if database.name == "postgresql":
        office.do("adam", lambda tx: variables.set_variables(tx, steps, {"n": 3}))
    holds.set()
    thread.join()

    entries = office.history(steps)
    assert entries[-1].entered_at == NOW + timedelta(seconds=5)
    assert [entry.entered_at for entry in entries] == sorted(entry.entered_at for entry in entries)


def test_the_state_at_every_entry_can_be_read(office: Office, steps: int) -> None:
    for value in range(2, 9):
        set_n(office, steps, value)

    snapshots = [row["seq"] for row in office.rows(tables.snapshot)]
    assert snapshots == [3, 6]
    with reading(office.installation.sessions) as session:
        states = [stored(office, session, steps, seq) for seq in range(1, 9)]
    values = [next(record for key, record in state.items() if key.endswith(":n")) for state in states]
    assert [dumps(value).split(",")[0] for value in values] == [f"[{value}" for value in range(1, 9)]


def test_a_case_that_has_used_up_its_numbers_takes_no_more_and_touches_no_other(
    office: Office, steps: int
) -> None:
    root = office.installation.states.get(steps, 1)
    assert root is not None
    about = root["m"]
    assert isinstance(about, dict)
    office.sound = False
    office.installation.states.put(steps, 1, {**root, "m": {**about, "next": (1 << LOCAL_BITS) - 1}})

    with pytest.raises(Conflict, match="can have no more"):
        office.do("adam", lambda tx: variables.set_variables(tx, steps, {"x": 1, "y": 2}))
    office.do("adam", lambda tx: variables.set_variables(tx, steps, {"x": 1}))

    (row,) = [row for row in office.rows(tables.variable) if row["name"] == "x"]
    assert row["key"] == steps + (1 << LOCAL_BITS) - 1


def test_a_row_that_lost_its_count_is_a_mistake_not_a_new_case(office: Office, steps: int) -> None:
    office.sound = False
    office.break_in(tables.process_instance.update().values(revision=None))

    with pytest.raises(ValueError, match="has no revision"):
        office.do("adam", lambda tx: variables.set_variables(tx, steps, {"n": 2}))


def test_a_revision_that_moved_on_in_spite_of_the_lock_is_a_lost_race(
    office: Office, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instances, "update_revision", lambda *_, **__: False)
    monkeypatch.setattr("duecourse.persistence.session.time.sleep", lambda seconds: None)

    with pytest.raises(LostRace):
        office.do("adam", lambda tx: variables.set_variables(tx, steps, {"n": 2}))
    monkeypatch.undo()

    assert office.kinds(steps) == ["create"]


def test_what_is_executed_is_what_history_gives_back(office: Office, steps: int) -> None:
    """A float from a caller in Python becomes the decimal that storage has, in memory too."""
    command = SetVariables(element=0, variables={"n": 0.1, "list": (1, 2)})  # type: ignore[dict-item]  # that is the point

    office.do("adam", lambda tx: cases.step(tx, steps, command))

    remembered = office.installation.states.get(steps, 2)
    assert remembered == office.see(lambda session: stored(office, session, steps, 2))
    assert office.history(steps)[-1].command.to_json()["variables"] == {
        "n": Decimal("0.1"),
        "list": [1, 2],
    }


def test_an_entry_costs_as_many_statements_whatever_the_number_of_its_rows(
    office: Office, database: Database
) -> None:
    office.deploy({"parts.bpmn": diagrams.PARTS})
    statements: list[str] = []

    def count(connection: object, cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    def counted(size: int) -> int:
        statements.clear()
        office.start("parts", list=list(range(size)))
        return len(statements)

    office.start("parts", list=[])
    event.listen(database.engine, "before_cursor_execute", count)
    counts = [counted(size) for size in (2, 50)]
    event.remove(database.engine, "before_cursor_execute", count)

    assert counts[0] == counts[1]
