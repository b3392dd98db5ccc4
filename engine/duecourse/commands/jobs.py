"""Jobs: work of service tasks, taken and done by programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from duecourse.bpmn.state import load as load_state
from duecourse.bpmn.variables import visible
from duecourse.commands import cases
from duecourse.commands.transaction import Transaction
from duecourse.errors import Conflict, InvalidInput, NotFound
from duecourse.history.commands import CompleteJob, FailJob, ThrowJobError
from duecourse.model.json import Json, loads
from duecourse.model.states import JobState
from duecourse.persistence import jobs
from duecourse.persistence.jobs import Job
from duecourse.persistence.keys import local_of, root_of


@dataclass(frozen=True, slots=True)
class ActivatedJob:
    """A job that a worker has until it is no longer locked; ``variables`` are what its element sees."""

    job: Job
    headers: Mapping[str, Json]
    variables: Mapping[str, Json]


def activate(
    tx: Transaction,
    type_: str,
    worker: str,
    timeout_ms: int,
    max_jobs: int,
    fetch_variables: list[str] | None = None,
) -> tuple[ActivatedJob, ...]:
    """Give up to ``max_jobs`` jobs of a type to a worker for ``timeout_ms`` milliseconds, oldest first.

    ``fetch_variables`` names the variables wanted, all if it is None or empty.
    """
    if timeout_ms <= 0 or max_jobs <= 0:
        raise InvalidInput("timeout and maxJobsToActivate must be greater than 0")
    found = jobs.waiting(tx.session, [type_], tx.now, max_jobs)
    jobs.give(tx.session, [job.key for job in found], worker, tx.now + timedelta(milliseconds=timeout_ms))
    return tuple(_activated(tx, job.key, fetch_variables) for job in found)


def _activated(tx: Transaction, key: int, wanted: list[str] | None) -> ActivatedJob:
    job = jobs.get(tx.session, key)
    if job is None:
        raise NotFound(f"there is no job {key}")
    records = cases.load(tx, cases.lock(tx, root_of(key)))
    token = load_state(records, tx.library, tx.environment(), step_limit=0).tasks[local_of(key)]
    seen = visible(token)
    variables = {name: value for name, value in seen.items() if not wanted or name in wanted}
    return ActivatedJob(job, cast(dict[str, Json], loads(job.headers)), variables)


def _open(tx: Transaction, key: int) -> None:
    job = jobs.get(tx.session, key)
    if job is None:
        raise NotFound(f"there is no job {key}")
    cases.lock(tx, root_of(key))
    job = jobs.get(tx.session, key)
    if job is None or job.state is not JobState.CREATED:
        raise Conflict(f"the job is {'gone' if job is None else job.state.value.lower()} already")


def complete(tx: Transaction, key: int, variables: Mapping[str, Json]) -> None:
    """Complete a job with its result."""
    _open(tx, key)
    cases.step(tx, root_of(key), CompleteJob(element=local_of(key), variables=dict(variables)))


def fail(
    tx: Transaction,
    key: int,
    retries: int,
    message: str = "",
    backoff_ms: int = 0,
    variables: Mapping[str, Json] | None = None,
) -> None:
    """Report that a job failed; without ``retries`` left this is an incident.

    With some, it can be taken again after ``backoff_ms`` milliseconds.
    """
    _open(tx, key)
    command = FailJob(
        element=local_of(key), retries=retries, message=message, variables=dict(variables or {})
    )
    cases.step(tx, root_of(key), command)
    if retries > 0 and backoff_ms > 0:
        jobs.give(tx.session, [key], "", tx.now + timedelta(milliseconds=backoff_ms))


def throw_error(
    tx: Transaction, key: int, code: str, message: str = "", variables: Mapping[str, Json] | None = None
) -> None:
    """Report a BPMN error from a job; one that nobody catches is an incident."""
    _open(tx, key)
    command = ThrowJobError(
        element=local_of(key), code=code, message=message, variables=dict(variables or {})
    )
    cases.step(tx, root_of(key), command)


def update(tx: Transaction, key: int, retries: int | None = None, timeout_ms: int | None = None) -> None:
    """Change the retries of a job, which history records, or how long its worker has it."""
    job = jobs.get(tx.session, key)
    if job is None:
        raise NotFound(f"there is no job {key}")
    if retries is not None:
        message = job.error_message or ""
        cases.step(tx, root_of(key), FailJob(element=local_of(key), retries=retries, message=message))
    if timeout_ms is not None:
        jobs.give(tx.session, [key], job.worker or "", tx.now + timedelta(milliseconds=timeout_ms))
