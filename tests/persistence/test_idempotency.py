from datetime import timedelta

from duecourse.persistence import idempotency
from duecourse.persistence.idempotency import Answer
from tests.databases import Database
from tests.persistence.samples import NOW

SECOND = timedelta(seconds=1)


def test_answers_are_found_by_account_and_key(database: Database) -> None:
    answer = Answer(
        account_key=1, idempotency_key="k", request_hash="h", status=204, body=b"", created_at=NOW
    )
    with database.sessions() as session:
        idempotency.add(session, answer)

        assert idempotency.find(session, 1, "k") == answer
        assert idempotency.find(session, 2, "k") is None
        assert idempotency.forget(session, NOW) == 0
        assert idempotency.forget(session, NOW + SECOND) == 1
