"""User tasks: found, claimed, completed."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import tasks
from duecourse.commands.transaction import Transaction
from duecourse.persistence import element_instances
from duecourse.persistence.search import search as run
from duecourse.persistence.session import reading
from duecourse.persistence.views import variables as variable_view
from duecourse.queries import forms, user_tasks
from duecourse_api.auth.rights import require_task
from duecourse_api.dependencies import CallerDependency, CommanderDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.execution import execute
from duecourse_api.rest.forms import FormAnswer, form_answer
from duecourse_api.rest.schema import RequestKey, answer, as_json
from duecourse_api.rest.searching import Found, found
from duecourse_api.rest.task_schemas import (
    TaskAnswer,
    TaskAssignment,
    TaskCompletion,
    TaskSearch,
    TaskUpdate,
    changes_of,
    task_answer,
)
from duecourse_api.rest.variables import VariableAnswer, VariableSearch, variable_answer

router = APIRouter(prefix="/user-tasks", tags=["User tasks"], route_class=ExactRoute)

TaskKey = Annotated[RequestKey, Path(alias="userTaskKey")]


@router.post("/search", response_model=Found[TaskAnswer])
def search(caller: CallerDependency, body: TaskSearch | None = None) -> Response:
    """Search user tasks.

    **Permission**: any account, for the tasks that it has or may take; `auditors` and `administrators` for
    all.
    """
    with reading(caller.installation.sessions) as session:
        request = body.request() if body else None
        return answer(found(user_tasks.search(session, caller.actor, request), task_answer))


@router.get("/{userTaskKey}", response_model=TaskAnswer)
def get(caller: CallerDependency, key: TaskKey) -> Response:
    """Return a user task.

    **Permission**: whoever has the task or may take it, `auditors` and `administrators`.
    """
    with reading(caller.installation.sessions) as session:
        return answer(task_answer(user_tasks.get(session, caller.actor, key)))


@router.patch("/{userTaskKey}", status_code=204)
def update(caller: CommanderDependency, request: Request, key: TaskKey, body: TaskUpdate) -> Response:
    """Change the due date, follow-up date, candidates or priority of a task.

    **Permission**: whoever has the task or may take it, and `administrators`.
    """

    def work(tx: Transaction) -> None:
        require_task(tx, key)
        tasks.update(tx, key, changes_of(body), body.action)

    return execute(caller, request.url.path, work)


@router.post("/{userTaskKey}/assignment", status_code=204)
def assign(caller: CommanderDependency, request: Request, key: TaskKey, body: TaskAssignment) -> Response:
    """Give a task to somebody. A claim gives it to oneself with `allowOverride: false`: one of two gets 204.

    **Permission**: whoever has the task or may take it, and `administrators`.
    """

    def work(tx: Transaction) -> None:
        require_task(tx, key)
        override = body.allow_override is not False
        tasks.assign(tx, key, body.assignee, allow_override=override, action=body.action)

    return execute(caller, request.url.path, work)


@router.delete("/{userTaskKey}/assignee", status_code=204)
def unassign(caller: CommanderDependency, request: Request, key: TaskKey) -> Response:
    """Take a task back from whoever has it.

    **Permission**: whoever has the task or may take it, and `administrators`.
    """

    def work(tx: Transaction) -> None:
        require_task(tx, key)
        tasks.unassign(tx, key)

    return execute(caller, request.url.path, work)


@router.post("/{userTaskKey}/completion", status_code=204)
def complete(
    caller: CommanderDependency, request: Request, key: TaskKey, body: TaskCompletion | None = None
) -> Response:
    """Complete a task with the values of its form.

    A field that the form does not have, a missing value and a wrong type are a 400 that names each field; a
    rule of the process that does not hold is a 409 with its reason code.

    **Permission**: whoever has the task or, while nobody has it, may take it, and `administrators`.
    """
    given = body or TaskCompletion()

    def work(tx: Transaction) -> None:
        require_task(tx, key)
        tasks.complete(tx, key, as_json(given.variables or {}), given.action)

    return execute(caller, request.url.path, work, act_date=given.act_date)


@router.get(
    "/{userTaskKey}/form",
    response_model=FormAnswer,
    responses={204: {"description": "The task has no form."}},
)
def form(caller: CallerDependency, key: TaskKey) -> Response:
    """Return the form of a task, in the version that its case runs on.

    **Permission**: whoever has the task or may take it, `auditors` and `administrators`.
    """
    with reading(caller.installation.sessions) as session:
        found_form = forms.of_user_task(session, caller.actor, key)
        return Response(status_code=204) if found_form is None else form_answer(found_form)


@router.post("/{userTaskKey}/variables/search", response_model=Found[VariableAnswer])
def variables(caller: CallerDependency, key: TaskKey, body: VariableSearch | None = None) -> Response:
    """Search the variables of a task and of each scope around it; a name may come more than once.

    **Permission**: whoever has the task or may take it, `auditors` and `administrators`.
    """
    with reading(caller.installation.sessions) as session:
        user_tasks.get(session, caller.actor, key)
        within = variable_view.in_scopes(element_instances.scopes_of(session, key))
        request = body.request() if body else None
        return answer(found(run(session, variable_view.SEARCH, request, where=within), variable_answer))
