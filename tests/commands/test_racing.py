"""Several people at once: nobody's work is lost, and what one can have, one has."""

import threading
import time
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from duecourse.commands import cases, clock, jobs, messages, timers
from duecourse.commands.deployments import Deployment
from duecourse.commands.transaction import Transaction
from duecourse.errors import Conflict
from duecourse.model.json import Json
from duecourse.model.states import MessageState
from duecourse.persistence import tables, user_tasks
from tests.commands import diagrams
from tests.commands.office import NOW, Office
from tests.commands.together import at_once

MINUTE = timedelta(minutes=1)


def test_eight_parallel_tasks_completed_at_once_all_succeed(office: Office) -> None:
    office.deploy({"eight.bpmn": diagrams.EIGHT})
    root = office.start("eight")
    keys = [task.key for task in office.tasks(root)]
    assert len(keys) == 8

    errors = at_once(partial(office.complete, key, last=number) for number, key in enumerate(keys))

    assert errors == []
    assert office.kinds(root) == ["create", *["complete_task"] * 8]
    assert office.tasks(root) == []
    assert office.history(root)[-1].effects[-1]["type"] == "element_completed"


def test_one_of_two_claims_wins_and_the_other_is_told_who_has_it(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    key = office.task(office.start("steps"))

    (error,) = at_once(partial(office.claim, key, who) for who in ("clara", "carl"))

    assert isinstance(error, Conflict)
    task = office.see(lambda session: user_tasks.get(session, key))
    assert task is not None
    assert task.assignee in ("clara", "carl")
    assert f"assigned to {task.assignee}" in error.detail


def test_many_claims_of_fifty_tasks_have_fifty_winners(office: Office) -> None:
    office.deploy({"parts.bpmn": diagrams.PARTS})
    root = office.start("parts", list=list(range(50)))
    keys = [task.key for task in office.tasks(root)]
    wins: dict[str, list[int]] = {"clara": [], "carl": [], "adam": []}
    told: set[str] = set()

    def claim_all(who: str, order: list[int]) -> None:
        for key in order:
            try:
                office.claim(key, who)
            except Conflict as error:
                told.add(error.detail)
            else:
                wins[who].append(key)

    orders = {"clara": keys, "carl": keys[::-1], "adam": keys[25:] + keys[:25]}
    errors = at_once(partial(claim_all, who, order) for who, order in orders.items())

    assert errors == []
    assert told <= {f"the task is assigned to {who}" for who in orders}
    assert sorted(key for won in wins.values() for key in won) == keys
    holders = {task.key: task.assignee for task in office.tasks(root)}
    assert holders == {key: who for who, won in wins.items() for key in won}


def test_one_of_two_cases_gets_the_business_id(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})

    (error,) = at_once(partial(office.start, "steps", who, "C-1") for who in ("clara", "carl"))

    assert isinstance(error, Conflict)
    assert "business id 'C-1'" in error.detail


def test_two_deployments_at_once_are_two_versions_and_the_last_one_waits_for_its_message(
    office: Office,
) -> None:
    files = [diagrams.STARTED_BY_MESSAGE, diagrams.STARTED_BY_MESSAGE + b"<!-- changed -->"]

    errors = at_once(partial(office.deploy, {"started.bpmn": content}) for content in files)

    assert errors == []
    statement = select(tables.process_definition.c.version, tables.process_definition.c.key)
    versions = {row.version: row.key for row in office.see(lambda session: session.execute(statement).all())}
    waiting = office.see(
        lambda session: list(session.scalars(select(tables.message_subscription.c.definition_key)))
    )
    assert set(versions) == {1, 2}
    assert waiting == [versions[2]]


def test_a_deployment_replaces_the_start_that_is_firing_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.deploy({"hourly.bpmn": diagrams.STARTING_EACH_HOUR})
    office.time.pass_by(61 * MINUTE)
    fires, start = threading.Event(), cases.start

    def slowly(tx: Transaction, definition: int, variables: dict[str, Json], *, at: str) -> int:
        fires.set()
        time.sleep(0.3)  # as long as the deployment needs to come to where it waits
        return start(tx, definition, variables, at=at)

    def deploy() -> Deployment:
        fires.wait(10)
        return office.deploy({"hourly.bpmn": diagrams.STARTING_EACH_HOUR + b"<!-- changed -->"})

    monkeypatch.setattr(cases, "start", slowly)
    assert at_once([lambda: timers.fire_due(office.installation, 1), deploy]) == []

    (first, second) = office.rows(tables.process_definition)
    assert [office.history(root)[0].definition_key for root in office.roots()] == [first["key"]]
    assert [row["definition_key"] for row in office.rows(tables.timer)] == [second["key"]]


def test_two_workers_fire_each_timer_once(office: Office) -> None:
    office.deploy({"reminded.bpmn": diagrams.REMINDED, "starting.bpmn": diagrams.STARTING_EACH_HOUR})
    roots = [office.start("reminded") for _ in range(6)]
    office.time.pass_by(61 * MINUTE)
    fired: list[int] = []

    errors = at_once([lambda: fired.append(timers.fire_due(office.installation, 100))] * 3)
    fired.append(timers.fire_due(office.installation, 100))

    assert errors == []
    # Those that others were busy with were left to them, so each case was reminded once an interval of ten.
    assert [office.kinds(root).count("fire_timer") for root in roots] == [6] * 6
    assert sum(fired) == 6 * 6 + 1


def test_two_programs_never_get_the_same_job(office: Office) -> None:
    office.deploy({"letter.bpmn": diagrams.LETTER})
    for _ in range(12):
        office.start("letter")
    taken: list[int] = []

    def take(worker: str) -> None:
        for _ in range(4):
            found = office.do("adam", lambda tx: jobs.activate(tx, "post", worker, 60_000, 2))
            taken.extend(each.job.key for each in found)

    assert at_once(partial(take, worker) for worker in ("one", "two", "three")) == []
    take("four")

    assert len(taken) == 12
    assert max(Counter(taken).values()) == 1


def test_completing_jobs_while_others_are_taken_never_stands_still(office: Office) -> None:
    office.deploy({"letters.bpmn": diagrams.LETTERS})
    office.start("letters", list=list(range(12)))

    def finish(key: int) -> None:
        office.do("adam", lambda tx: jobs.complete(tx, key, {}))

    def work(worker: str) -> None:
        while found := office.do("adam", lambda tx: jobs.activate(tx, "post", worker, 60_000, 2)):
            for each in found:
                finish(each.job.key)

    assert at_once(partial(work, worker) for worker in ("one", "two", "three")) == []
    work("four")

    assert office.see(lambda session: set(session.scalars(select(tables.job.c.state)))) == {"COMPLETED"}


def test_one_of_many_messages_reaches_the_only_one_who_waits(office: Office) -> None:
    office.deploy({"answered.bpmn": diagrams.ANSWERED})
    root = office.start("answered", reference="R-1")

    errors = at_once(partial(office.publish, "answer", "R-1", number=number) for number in range(6))

    assert errors == []
    assert office.kinds(root) == ["create", "correlate_message"]
    states = office.see(lambda session: Counter(session.scalars(select(tables.message.c.state))))
    assert states == {MessageState.CORRELATED: 1, MessageState.EXPIRED: 5}


def test_a_message_to_one_who_stops_waiting_goes_to_the_next_one(office: Office) -> None:
    office.deploy({"answered.bpmn": diagrams.ANSWERED})
    roots = [office.start("answered", reference="R-1") for _ in range(8)]

    def correlate() -> None:
        office.do("eve", lambda tx: messages.correlate(tx, "answer", "R-1", {}))

    errors = at_once([correlate] * 8)

    assert errors == []
    assert [office.kinds(root) for root in roots] == [["create", "correlate_message"]] * 8


def test_no_message_is_lost_when_those_without_a_receiver_expire_meanwhile(office: Office) -> None:
    office.deploy({"started.bpmn": diagrams.STARTED_BY_MESSAGE})

    def publish() -> None:
        for _ in range(5):
            office.publish("please start")

    def look() -> None:
        for _ in range(20):
            messages.deliver(office.installation, 100)

    errors = at_once([publish, publish, look, look])
    messages.deliver(office.installation, 100)

    assert errors == []
    assert office.see(lambda session: len(session.scalars(select(tables.case_file.c.key)).all())) == 10


def test_what_is_due_has_fired_when_the_clock_is_moved_whoever_is_busy_with_it(office: Office) -> None:
    office.deploy({"reminded.bpmn": diagrams.REMINDED})
    roots = [office.start("reminded") for _ in range(2)]
    has_it = threading.Event()
    seen: list[int] = []

    def be_busy() -> None:
        def work(tx: Transaction) -> None:
            cases.lock(tx, roots[0])
            has_it.set()
            time.sleep(0.3)  # as long as the mover needs to come to where it waits

        office.do("adam", work)

    def move() -> None:
        has_it.wait(10)
        clock.pin(office.installation, office.actors["adam"], NOW + 31 * MINUTE)
        seen.extend(office.kinds(root).count("fire_timer") for root in roots)

    assert at_once([be_busy, move]) == []

    assert seen == [3, 3]
