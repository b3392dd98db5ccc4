"""Jobs: work of service tasks, taken and done by programs.

Who has a job, and until when, is no part of its history: it changes nothing in the case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, cast

from duecourse.bpmn.state import load as load_state
from duecourse.bpmn.variables import visible
from duecourse.commands import cases
from duecourse.commands.transaction import Transaction
from duecourse.commands.words import check_names, check_words
from duecourse.errors import Conflict, FieldError, InvalidInput, NotFound
from duecourse.history.commands import CompleteJob, FailJob, ThrowJobError, UpdateJob
from duecourse.model.json import Json, loads
from duecourse.model.states import JobState
from duecourse.persistence import jobs, rows
from duecourse.persistence.jobs import Job
from duecourse.persistence.keys import local_of, root_of
from duecourse.persistence.rows import Change, Operation

LONGEST_MS: Final = 100 * 365 * 24 * 3600 * 1000
MOST_RETRIES: Final = 2**31 - 1


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

    ``fetch_variables`` names the variables wanted, all if it is None or empty. No case is locked: a command
    that ends one of the jobs waits until they are given. Raises InvalidInput.
    """
    check_words({"type": type_, "worker": worker})
    _check_number("timeout", timeout_ms, 1, LONGEST_MS)
    _check_number("maxJobsToActivate", max_jobs, 1, MOST_RETRIES)
    found = jobs.waiting(tx.session, [type_], tx.now, max_jobs)
    jobs.give(tx.session, [job.key for job in found], worker, tx.now + timedelta(milliseconds=timeout_ms))
    given = (job for each in found if (job := jobs.get(tx.session, each.key)) is not None)
    return tuple(_activated(tx, given, fetch_variables))


def _activated(tx: Transaction, given: Iterable[Job], wanted: list[str] | None) -> Iterable[ActivatedJob]:
    # Keys of one case follow each other, so each case is read once.
    for root, jobs_of_case in groupby(given, lambda job: job.root_key):
        case = load_state(cases.look_at(tx, root), tx.library, tx.environment(), step_limit=0)
        for job in jobs_of_case:
            seen = visible(case.tasks[local_of(job.key)])
            variables = {name: value for name, value in seen.items() if not wanted or name in wanted}
            yield ActivatedJob(job, cast(dict[str, Json], loads(job.headers)), variables)


def _check_number(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        message = f"must be between {least} and {most}"
        raise InvalidInput(f"{field} {message}", fields=[FieldError(field, message)])


def _locked(tx: Transaction, key: int) -> Job:
    """Lock the case of a job, then read the job; raises NotFound, and Conflict if it is no more."""
    if jobs.get(tx.session, key) is None:
        raise NotFound(f"there is no job {key}")
    cases.lock(tx, root_of(key))
    job = jobs.get(tx.session, key)
    if job is None:
        raise NotFound(f"there is no job {key}")
    if job.ended_at is not None:
        raise Conflict(f"the job has ended: it is {job.state}")
    return job


def _open(tx: Transaction, key: int) -> Job:
    job = _locked(tx, key)
    if job.state is not JobState.CREATED:
        raise Conflict(f"the job is stopped by an incident ({job.state}); resolve it first")
    return job


def complete(tx: Transaction, key: int, variables: Mapping[str, Json]) -> None:
    """Complete a job with its result; raises NotFound, InvalidInput, and Conflict if it is not open."""
    check_names(variables)
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

    With some, it can be taken again after ``backoff_ms`` milliseconds. Raises NotFound, InvalidInput, and
    Conflict if it is not open.
    """
    _check_number("retries", retries, 0, MOST_RETRIES)
    _check_number("retryBackOff", backoff_ms, 0, LONGEST_MS)
    check_names(variables or {})
    _open(tx, key)
    command = FailJob(
        element=local_of(key), retries=retries, message=message, variables=dict(variables or {})
    )
    cases.step(tx, root_of(key), command)
    _release(tx, key, tx.now + timedelta(milliseconds=backoff_ms) if backoff_ms else None)


def throw_error(
    tx: Transaction, key: int, code: str, message: str = "", variables: Mapping[str, Json] | None = None
) -> None:
    """Report a BPMN error from a job; one that nobody catches is an incident.

    Raises NotFound, InvalidInput, and Conflict if it is not open.
    """
    if not code:
        raise InvalidInput("an error needs a code", fields=[FieldError("errorCode", "is missing")])
    check_names(variables or {})
    _open(tx, key)
    command = ThrowJobError(
        element=local_of(key), code=code, message=message, variables=dict(variables or {})
    )
    cases.step(tx, root_of(key), command)
    _release(tx, key, None)


def _release(tx: Transaction, key: int, until: datetime | None) -> None:
    values = {"worker": None, "locked_until": until}
    rows.apply(tx.session, [Change("job", Operation.UPDATE, {"key": key}, values)])


def update(tx: Transaction, key: int, retries: int | None = None, timeout_ms: int | None = None) -> None:
    """Change the retries of a job, which history records, or how long its worker has it from now on.

    A job that an incident stopped may get retries too, before the incident is resolved. Raises NotFound,
    InvalidInput, and Conflict for a job that has ended, or whose time shall change while nobody has it.
    """
    if retries is not None:
        _check_number("retries", retries, 1, MOST_RETRIES)
    if timeout_ms is not None:
        _check_number("timeout", timeout_ms, 0, LONGEST_MS)
    job = _locked(tx, key)
    if timeout_ms is not None:
        if job.worker is None or job.locked_until is None:
            raise Conflict("nobody has the job, so there is no time to change")
        jobs.give(tx.session, [key], job.worker, tx.now + timedelta(milliseconds=timeout_ms))
    if retries is not None:
        cases.step(tx, root_of(key), UpdateJob(element=local_of(key), retries=retries))
