from dataclasses import replace
from datetime import timedelta

from duecourse.persistence import outbox
from duecourse.persistence.outbox import Outgoing
from tests.databases import Database
from tests.persistence.samples import NOW

SECOND = timedelta(seconds=1)


def test_the_outbox_tries_again_until_done(database: Database) -> None:
    outgoing = Outgoing(key=1, root_key=None, kind="email", payload=b"{}", created_at=NOW, due_at=NOW)
    with database.sessions() as session:
        outbox.add(session, outgoing)
        assert outbox.due(session, NOW - SECOND, 10) == []
        assert outbox.due(session, NOW, 10) == [outgoing]

        outbox.postpone(session, 1, NOW + SECOND)
        assert outbox.due(session, NOW, 10) == []
        assert outbox.due(session, NOW + SECOND, 10) == [replace(outgoing, attempts=1, due_at=NOW + SECOND)]

        outbox.done(session, 1, NOW)
        assert outbox.due(session, NOW + SECOND, 10) == []
