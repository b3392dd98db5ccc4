import pytest

from duecourse.errors import NotFound
from duecourse.persistence.session import reading
from duecourse.queries import message_subscriptions
from tests.databases import Database
from tests.persistence.samples import ROOT


def test_subscriptions_of_instances_and_start_events(world: Database) -> None:
    starts = {"filter": {"processInstanceKey": {"$exists": False}}}

    with reading(world.sessions) as session:
        found = message_subscriptions.get(session, ROOT + 21)

        assert (found.correlation_key, found.process_id) == ("SCR-1", "review")
        assert [each.key for each in message_subscriptions.search(session, starts).items] == [31]
        with pytest.raises(NotFound, match="message subscription 5"):
            message_subscriptions.get(session, 5)
