import pytest

from duecourse.errors import NotFound
from duecourse.persistence.session import reading
from duecourse.queries import messages
from tests.databases import Database


def test_messages_are_found(world: Database) -> None:
    with reading(world.sessions) as session:
        found = messages.get(session, 30)

        assert found.payload == b"{}"
        assert messages.search(session, {"filter": {"state": "BUFFERED"}}).items == (found,)
        assert messages.search(session, {"filter": {"state": "EXPIRED"}}).items == ()
        with pytest.raises(NotFound, match="message 5"):
            messages.get(session, 5)
