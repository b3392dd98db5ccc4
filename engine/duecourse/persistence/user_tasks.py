"""User tasks with their candidates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from duecourse.model.states import CandidateKind, UserTaskState
from duecourse.persistence.tables import user_task as table
from duecourse.persistence.tables import user_task_candidate as candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask:
    """One user task; its key is that of its element instance."""

    key: int
    root_key: int
    instance_key: int
    definition_key: int
    element_id: str
    name: str | None
    state: UserTaskState
    assignee: str | None
    due_at: datetime | None
    follow_up_at: datetime | None
    priority: int
    form_key: int | None
    created_at: datetime
    completed_at: datetime | None
    completed_by: str | None
    candidate_groups: tuple[str, ...] = ()
    candidate_users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may take a task, in alphabetical order."""

    groups: tuple[str, ...] = ()
    users: tuple[str, ...] = ()


_COLUMNS = select(table)


def get(session: Session, key: int) -> UserTask | None:
    """Return the task with a key."""
    found = _read(session, _COLUMNS.where(table.c.key == key))
    return found[0] if found else None


def open_of_element(session: Session, root_key: int, element_id: str) -> list[UserTask]:
    """Return the open tasks of an element of the diagram within a case, oldest first."""
    statement = _COLUMNS.where(
        table.c.root_key == root_key,
        table.c.element_id == element_id,
        table.c.state == UserTaskState.CREATED,
    )
    return _read(session, statement.order_by(table.c.key))


def candidates_of(session: Session, keys: Collection[int]) -> dict[int, Candidates]:
    """Return the candidates of tasks by key; a task without any is there as well."""
    groups: dict[int, list[str]] = {key: [] for key in keys}
    users: dict[int, list[str]] = {key: [] for key in keys}
    statement = select(candidate).where(candidate.c.user_task_key.in_(keys)).order_by(candidate.c.name)
    for key, kind, name in session.execute(statement) if keys else ():
        (groups if kind == CandidateKind.GROUP else users)[key].append(name)
    return {key: Candidates(tuple(groups[key]), tuple(users[key])) for key in keys}


def _read(session: Session, statement: Select[tuple[object, ...]]) -> list[UserTask]:
    rows = session.execute(statement).mappings().all()
    candidates = candidates_of(session, [row["key"] for row in rows])
    return [
        UserTask(
            **row,
            candidate_groups=candidates[row["key"]].groups,
            candidate_users=candidates[row["key"]].users,
        )
        for row in rows
    ]
