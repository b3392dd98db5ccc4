from datetime import timedelta

from duecourse.model.states import MessageState
from duecourse.persistence import messages
from duecourse.persistence.messages import Message
from tests.databases import Database
from tests.persistence.samples import NOW

SECOND = timedelta(seconds=1)


def message(key: int, *, correlation_key: str = "SCR-1", message_id: str | None = None) -> Message:
    return Message(
        key=key,
        name="inquest",
        correlation_key=correlation_key,
        message_id=message_id,
        expires_at=NOW + SECOND,
        published_at=NOW,
        payload=b'{"a":1}',
        state=MessageState.BUFFERED,
    )


def test_messages_wait_until_received_or_expired(database: Database) -> None:
    with database.sessions() as session:
        for each in (message(1), message(2), message(3, correlation_key="SCR-2", message_id="m")):
            messages.add(session, each)

        assert [each.key for each in messages.buffered(session, "inquest", "SCR-1", NOW)] == [1, 2]
        assert [each.key for each in messages.buffered(session, "inquest", None, NOW)] == [1, 2, 3]
        assert messages.buffered(session, "inquest", "SCR-1", NOW + SECOND) == []
        assert messages.by_id(session, "inquest", "SCR-2", "m") == messages.get(session, 3)
        assert messages.get(session, 1) == message(1)

        messages.correlated(session, 1)
        assert [each.key for each in messages.buffered(session, "inquest", "SCR-1", NOW)] == [2]
        assert messages.expire(session, NOW) == 0
        assert messages.expire(session, NOW + SECOND) == 2
        received = messages.get(session, 1)
        assert received is not None
        assert received.state is MessageState.CORRELATED
