"""What requests about user tasks hold, and what they are answered."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from pydantic.alias_generators import to_camel

from duecourse.model.json import Json
from duecourse.model.states import UserTaskState
from duecourse.persistence.views.user_tasks import SEARCH, UserTaskView
from duecourse_api.rest.schema import (
    TENANT,
    ActDate,
    Answer,
    Given,
    Key,
    Moment,
    RequestMoment,
    RequestVariables,
    Variables,
    Word,
    moment_text,
    showing,
)
from duecourse_api.rest.searching import Filter, Search, Sort, filter_of, sort_of

Candidates = Annotated[list[Word], Field(max_length=1_000)]


class TaskSearch(Search):
    """Which user tasks are wanted."""

    filter: Annotated[Filter, filter_of(SEARCH, {"state": "CREATED"})] = None
    sort: Annotated[Sort, sort_of(SEARCH)] = None


class TaskAnswer(Answer):
    """One user task."""

    user_task_key: Key
    element_instance_key: Key
    element_id: str
    name: str | None
    state: UserTaskState
    assignee: str | None
    candidate_groups: list[str]
    candidate_users: list[str]
    creation_date: Moment
    completion_date: Moment | None
    completed_by: str | None
    due_date: Moment | None
    follow_up_date: Moment | None
    priority: int
    form_key: Key | None
    external_form_reference: None = None
    custom_headers: Variables = Field(default_factory=dict)
    process_instance_key: Key
    root_process_instance_key: Key
    process_definition_key: Key
    process_definition_id: str
    process_definition_version: int
    process_name: str | None
    business_id: str | None
    tags: list[str] = Field(default_factory=list)
    tenant_id: str = TENANT


class TaskAssignment(Given):
    """To whom a task is given; without ``allowOverride`` only if nobody has it, which makes it a claim."""

    model_config = showing({"assignee": "clara", "allowOverride": False})

    assignee: Word
    allow_override: bool | None = True
    action: str | None = None


class TaskCompletion(Given):
    """The values of the form; ``action`` is the caller's own word for it, kept in the history."""

    model_config = showing({"variables": {"amount": 500}, "actDate": "2026-01-30"})

    variables: RequestVariables | None = None
    action: str | None = None
    act_date: ActDate = None


class TaskChanges(Given):
    """What to change of a task; what is left out stays, null empties."""

    due_date: RequestMoment | None = None
    follow_up_date: RequestMoment | None = None
    candidate_groups: Candidates | None = None
    candidate_users: Candidates | None = None
    priority: Annotated[int, Field(ge=0, le=100)] | None = None


class TaskUpdate(Given):
    """A change of a task."""

    model_config = showing({"changeset": {"dueDate": "2026-02-06T12:00:00Z", "priority": 80}})

    changeset: TaskChanges | None = None
    action: str | None = None


def changes_of(update: TaskUpdate) -> dict[str, Json]:
    """Return what an update changes, by its name in the request."""
    changes = update.changeset
    if changes is None:
        return {}
    given: dict[str, Json] = {}
    for name in changes.model_fields_set:
        value = getattr(changes, name)
        given[to_camel(name)] = moment_text(value) if isinstance(value, datetime) else value
    return given


def task_answer(view: UserTaskView) -> TaskAnswer:
    """Return a user task as it is answered."""
    return TaskAnswer(
        user_task_key=view.key,
        element_instance_key=view.key,
        element_id=view.element_id,
        name=view.name,
        state=view.state,
        assignee=view.assignee,
        candidate_groups=list(view.candidate_groups),
        candidate_users=list(view.candidate_users),
        creation_date=view.created_at,
        completion_date=view.completed_at,
        completed_by=view.completed_by,
        due_date=view.due_at,
        follow_up_date=view.follow_up_at,
        priority=view.priority,
        form_key=view.form_key,
        process_instance_key=view.instance_key,
        root_process_instance_key=view.root_key,
        process_definition_key=view.definition_key,
        process_definition_id=view.process_id,
        process_definition_version=view.process_version,
        process_name=view.process_name,
        business_id=view.business_id,
    )
