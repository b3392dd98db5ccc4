from datetime import timedelta

from sqlalchemy import insert

from duecourse.model.states import JobState
from duecourse.persistence import jobs
from duecourse.persistence.session import Session
from duecourse.persistence.tables import job
from tests.databases import Database
from tests.persistence import samples
from tests.persistence.samples import NOW

SECOND = timedelta(seconds=1)


def add_job(session: Session, key: int, **values: object) -> None:
    defaults: dict[str, object] = {
        "key": key,
        "root_key": samples.ROOT,
        "instance_key": samples.ROOT,
        "definition_key": samples.DEFINITION,
        "element_id": "send",
        "type": "email",
        "state": JobState.CREATED,
        "retries": 3,
        "headers": b"{}",
        "created_at": NOW,
    }
    session.execute(insert(job).values(**(defaults | values)))


def test_jobs_that_nobody_has(database: Database) -> None:
    with database.sessions() as session:
        add_job(session, 1)
        add_job(session, 2, type="http")
        add_job(session, 3, state=JobState.FAILED)
        add_job(session, 4, worker="w", locked_until=NOW + SECOND)
        add_job(session, 5, worker="w", locked_until=NOW)

        assert [each.key for each in jobs.waiting(session, ["email"], NOW, 10)] == [1, 5]
        assert [each.key for each in jobs.waiting(session, ["email", "http"], NOW, 2)] == [1, 2]

        jobs.give(session, [1], "mailer", NOW + SECOND)
        given = jobs.get(session, 1)

        assert given is not None
        assert (given.worker, given.locked_until) == ("mailer", NOW + SECOND)
        assert [each.key for each in jobs.waiting(session, ["email"], NOW, 10)] == [5]
