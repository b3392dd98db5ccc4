"""Searching user tasks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from duecourse.model.states import CandidateKind, UserTaskState
from duecourse.persistence.search import Field, Searchable
from duecourse.persistence.search.fields import Condition
from duecourse.persistence.tables import case_file, process_definition, process_instance
from duecourse.persistence.tables import user_task as table
from duecourse.persistence.tables import user_task_candidate as candidate
from duecourse.persistence.user_tasks import candidates_of
from duecourse.persistence.views.columns import TENANT, instant, key, number, text, word


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTaskView:
    """One user task, with what it takes from its case and its definition."""

    key: int
    root_key: int
    instance_key: int
    definition_key: int
    process_id: str
    process_name: str | None
    process_version: int
    business_id: str | None
    element_id: str
    name: str | None
    state: UserTaskState
    assignee: str | None
    candidate_groups: tuple[str, ...]
    candidate_users: tuple[str, ...]
    due_at: datetime | None
    follow_up_at: datetime | None
    priority: int
    form_key: int | None
    created_at: datetime
    completed_at: datetime | None
    completed_by: str | None


def _candidate(kind: CandidateKind) -> Callable[[Condition], Condition]:
    def within(condition: Condition) -> Condition:
        return exists().where(candidate.c.user_task_key == table.c.key, candidate.c.kind == kind, condition)

    return within


def _build(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[UserTaskView]:
    candidates = candidates_of(session, [row["key"] for row in rows])
    return [
        UserTaskView(
            **row,
            candidate_groups=candidates[row["key"]].groups,
            candidate_users=candidates[row["key"]].users,
        )
        for row in rows
    ]


SEARCH: Final = Searchable(
    source=select(
        *table.c,
        process_definition.c.process_id,
        process_definition.c.name.label("process_name"),
        process_definition.c.version.label("process_version"),
        case_file.c.business_id,
    )
    .join_from(table, process_definition, process_definition.c.key == table.c.definition_key)
    .join(process_instance, process_instance.c.key == table.c.instance_key)
    .join(case_file, case_file.c.key == process_instance.c.case_key),
    fields={
        "userTaskKey": key(table.c.key),
        "elementInstanceKey": key(table.c.key),
        "processInstanceKey": key(table.c.instance_key),
        "rootProcessInstanceKey": key(table.c.root_key),
        "processDefinitionKey": key(table.c.definition_key),
        "processDefinitionId": text(process_definition.c.process_id),
        "businessId": text(case_file.c.business_id, nullable=True),
        "elementId": text(table.c.element_id),
        "name": text(table.c.name, nullable=True),
        "state": word(table.c.state, UserTaskState),
        "assignee": text(table.c.assignee, nullable=True),
        "candidateGroup": Field(candidate.c.name, within=_candidate(CandidateKind.GROUP)),
        "candidateUser": Field(candidate.c.name, within=_candidate(CandidateKind.USER)),
        "dueDate": instant(table.c.due_at, nullable=True),
        "followUpDate": instant(table.c.follow_up_at, nullable=True),
        "priority": number(table.c.priority),
        "creationDate": instant(table.c.created_at),
        "completionDate": instant(table.c.completed_at, nullable=True),
        "completedBy": text(table.c.completed_by, nullable=True),
        "tenantId": TENANT,
    },
    identity=("userTaskKey",),
    build=_build,
)
