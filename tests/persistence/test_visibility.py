from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from duecourse.model.identity import ADMINISTRATORS, AUDITORS, PROCESS_OWNERS, Actor
from duecourse.persistence import user_tasks
from duecourse.persistence.session import reading, transact
from duecourse.persistence.tables import user_task
from duecourse.persistence.visibility import user_tasks as visible_to
from tests.databases import Database
from tests.persistence import samples

# A group may be called as a person is: neither may pass for the other.
PEOPLE = ("ann", "bob", "Ann")
GROUPS = ("panel", "chair", "ann", ADMINISTRATORS, AUDITORS, PROCESS_OWNERS)


@dataclass(frozen=True)
class Task:
    assignee: str | None
    groups: frozenset[str]
    users: frozenset[str]


tasks = st.builds(
    Task,
    assignee=st.none() | st.sampled_from(PEOPLE),
    groups=st.frozensets(st.sampled_from(GROUPS), max_size=2),
    users=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
)
actors = st.builds(
    Actor,
    key=st.just(1),
    username=st.sampled_from(PEOPLE),
    groups=st.frozensets(st.sampled_from(GROUPS), max_size=3),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(given_tasks=st.lists(tasks, max_size=8), people=st.lists(actors, min_size=1, max_size=4))
def test_predicate_and_condition_agree(
    database: Database, given_tasks: list[Task], people: list[Actor]
) -> None:
    with database.sessions() as session:
        session.execute(delete(user_task))
        for key, task in enumerate(given_tasks):
            samples.task(session, key, assignee=task.assignee, groups=task.groups, users=task.users)

        for actor in people:
            rule = visible_to(actor)
            by_condition = set(session.execute(select(user_task.c.key).where(rule.condition)).scalars())
            stored = [user_tasks.get(session, key) for key in range(len(given_tasks))]
            by_predicate = {task.key for task in stored if task is not None and rule.admits(task)}
            assert by_condition == by_predicate


def seen(database: Database, actor: Actor) -> list[int]:
    with reading(database.sessions) as session:
        condition = visible_to(actor).condition
        statement = select(user_task.c.key).where(condition).order_by(user_task.c.key)
        return list(session.execute(statement).scalars())


def test_who_sees_what(database: Database) -> None:
    with database.sessions() as session:
        samples.task(session, 1, assignee="ann")
        samples.task(session, 2, groups=["panel"])
        samples.task(session, 3, users=["ann"])
        samples.task(session, 4, users=["panel"])
        samples.task(session, 5)
        session.commit()

    assert seen(database, Actor(1, "ann")) == [1, 3]
    assert seen(database, Actor(2, "bob", frozenset({"panel"}))) == [2]
    assert seen(database, Actor(3, "panel")) == [4]
    assert seen(database, Actor(4, "bob", frozenset({"ann", PROCESS_OWNERS}))) == []
    assert seen(database, Actor(5, "eve", frozenset({AUDITORS}))) == [1, 2, 3, 4, 5]
    assert seen(database, Actor(6, "eve", frozenset({ADMINISTRATORS}))) == [1, 2, 3, 4, 5]


def test_candidates_go_with_their_task(database: Database) -> None:
    with database.sessions() as session:
        samples.task(session, 1, groups=["panel", "chair"], users=["ann"])
        session.commit()
        stored = user_tasks.get(session, 1)
    assert stored is not None
    assert (stored.candidate_groups, stored.candidate_users) == (("chair", "panel"), ("ann",))

    transact(database.sessions, lambda session: session.execute(delete(user_task)))

    with database.sessions() as session:
        assert user_tasks.candidates_of(session, [1])[1] == user_tasks.Candidates()
