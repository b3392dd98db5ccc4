"""Working on jobs, as a program would."""

from typing import Any

from duecourse.commands import jobs
from duecourse.model.json import Json
from duecourse.model.states import IncidentState
from duecourse.persistence import tables
from tests.commands.office import Office


def row(office: Office, root: int) -> dict[str, Any]:
    """Return the row of the one job of a case."""
    (found,) = [each for each in office.rows(tables.job) if each["root_key"] == root]
    return found


def take(office: Office, worker: str = "w", timeout_ms: int = 10_000, most: int = 5) -> list[int]:
    """Take jobs; return their keys."""
    found = office.do("adam", lambda tx: jobs.activate(tx, "post", worker, timeout_ms, most))
    return [each.job.key for each in found]


def fail(
    office: Office, key: int, retries: int, message: str = "", backoff_ms: int = 0, **given: Json
) -> None:
    """Report that a job failed."""
    office.do("adam", lambda tx: jobs.fail(tx, key, retries, message, backoff_ms, given))


def complete(office: Office, key: int, **given: Json) -> None:
    """Complete a job."""
    office.do("adam", lambda tx: jobs.complete(tx, key, given))


def throw(office: Office, key: int, code: str, **given: Json) -> None:
    """Report an error from a job."""
    office.do("adam", lambda tx: jobs.throw_error(tx, key, code, "it is gone", given))


def incident(office: Office) -> dict[str, Any]:
    """Return the row of the one incident that is not resolved."""
    (found,) = [each for each in office.rows(tables.incident) if each["state"] is IncidentState.ACTIVE]
    return found
