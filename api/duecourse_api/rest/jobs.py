"""Jobs: work that a program takes, does, and reports on."""

from datetime import timedelta
from typing import Annotated, cast

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import jobs
from duecourse.commands.jobs import ActivatedJob
from duecourse.commands.transaction import Transaction
from duecourse.model.json import Json, loads
from duecourse.persistence import cases, definitions
from duecourse.persistence.keys import root_of
from duecourse.persistence.session import reading
from duecourse.persistence.views.jobs import SEARCH, JobView
from duecourse_api.auth.rights import require_administrator, search_seen
from duecourse_api.dependencies import CallerDependency, CommanderDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.execution import execute
from duecourse_api.rest.job_schemas import (
    ActivatedJobAnswer,
    JobActivation,
    JobActivationAnswer,
    JobAnswer,
    JobCompletion,
    JobError,
    JobFailure,
    JobSearch,
    JobUpdate,
)
from duecourse_api.rest.schema import RequestKey, answer, as_json
from duecourse_api.rest.searching import Found, found

router = APIRouter(prefix="/jobs", tags=["Jobs"], route_class=ExactRoute)

JobKey = Annotated[RequestKey, Path(alias="jobKey")]


@router.post("/activation", response_model=JobActivationAnswer)
def activate(caller: CommanderDependency, request: Request, body: JobActivation) -> Response:
    """Take jobs of a type, oldest first; nobody else gets them until the timeout. Does not wait for some.

    **Permission**: members of `administrators`.
    """
    require_administrator(caller.actor)

    def work(tx: Transaction) -> JobActivationAnswer:
        taken = jobs.activate(
            tx, body.type, body.worker, body.timeout, body.max_jobs_to_activate, body.fetch_variable
        )
        return JobActivationAnswer(jobs=[_activated(tx, each, body.timeout) for each in taken])

    return execute(caller, request.url.path, work)


@router.post("/{jobKey}/completion", status_code=204)
def complete(
    caller: CommanderDependency, request: Request, key: JobKey, body: JobCompletion | None = None
) -> Response:
    """Complete a job with its result.

    **Permission**: members of `administrators`.
    """
    require_administrator(caller.actor)
    variables = as_json(body.variables or {}) if body else {}
    return execute(caller, request.url.path, lambda tx: jobs.complete(tx, key, variables))


@router.post("/{jobKey}/failure", status_code=204)
def fail(
    caller: CommanderDependency, request: Request, key: JobKey, body: JobFailure | None = None
) -> Response:
    """Report that a job failed: with retries left it can be taken again, without it is an incident.

    **Permission**: members of `administrators`.
    """
    require_administrator(caller.actor)
    given = body or JobFailure()

    def work(tx: Transaction) -> None:
        variables = as_json(given.variables)
        jobs.fail(tx, key, given.retries, given.error_message, given.retry_back_off, variables)

    return execute(caller, request.url.path, work)


@router.post("/{jobKey}/error", status_code=204)
def throw_error(caller: CommanderDependency, request: Request, key: JobKey, body: JobError) -> Response:
    """Report a BPMN error, for a boundary event or event sub-process to catch.

    **Permission**: members of `administrators`.
    """
    require_administrator(caller.actor)

    def work(tx: Transaction) -> None:
        variables = as_json(body.variables or {})
        jobs.throw_error(tx, key, body.error_code, body.error_message or "", variables)

    return execute(caller, request.url.path, work)


@router.patch("/{jobKey}", status_code=204)
def update(caller: CommanderDependency, request: Request, key: JobKey, body: JobUpdate) -> Response:
    """Change the retries of a job, or for how long its worker has it.

    **Permission**: members of `administrators`.
    """
    require_administrator(caller.actor)
    changes = body.changeset
    return execute(
        caller, request.url.path, lambda tx: jobs.update(tx, key, changes.retries, changes.timeout)
    )


@router.post("/search", response_model=Found[JobAnswer])
def search(caller: CallerDependency, body: JobSearch | None = None) -> Response:
    """Search jobs.

    **Permission**: any account, within the cases that it may see.
    """
    with reading(caller.installation.sessions) as session:
        request = body.request() if body else {}
        return answer(found(search_seen(session, caller.actor, SEARCH, request), _job))


def _activated(tx: Transaction, activated: ActivatedJob, timeout_ms: int) -> ActivatedJobAnswer:
    job = activated.job
    definition = definitions.get(tx.session, job.definition_key)
    case = cases.get(tx.session, root_of(job.key))
    until = job.locked_until or tx.now + timedelta(milliseconds=timeout_ms)
    return ActivatedJobAnswer(
        job_key=job.key,
        type=job.type,
        worker=job.worker or "",
        retries=job.retries,
        deadline=int(until.timestamp() * 1000),
        custom_headers=dict(activated.headers),
        variables=dict(activated.variables),
        element_id=job.element_id,
        element_instance_key=job.key,
        process_instance_key=job.instance_key,
        root_process_instance_key=job.root_key,
        process_definition_key=job.definition_key,
        process_definition_id="" if definition is None else definition.process_id,
        process_definition_version=0 if definition is None else definition.version,
        business_id=None if case is None else case.business_id,
    )


def _job(view: JobView) -> JobAnswer:
    return JobAnswer(
        job_key=view.key,
        type=view.type,
        state=view.state,
        worker=view.worker or "",
        retries=view.retries,
        deadline=view.locked_until,
        custom_headers=dict(cast(dict[str, Json], loads(view.headers))),
        error_message=view.error_message,
        has_failed_with_retries_left=view.error_message is not None and view.retries > 0,
        creation_time=view.created_at,
        end_time=view.ended_at,
        last_update_time=view.ended_at or view.created_at,
        element_id=view.element_id,
        element_instance_key=view.key,
        process_instance_key=view.instance_key,
        root_process_instance_key=view.root_key,
        process_definition_key=view.definition_key,
        process_definition_id=view.process_id,
    )
