from dataclasses import replace

from duecourse.persistence import message_subscriptions
from duecourse.persistence.message_subscriptions import MessageSubscription
from tests.databases import Database
from tests.persistence import samples
from tests.persistence.samples import NOW


def test_subscriptions_of_instances_and_of_start_events(database: Database) -> None:
    waiting = MessageSubscription(
        key=1,
        root_key=samples.ROOT,
        instance_key=samples.ROOT,
        definition_key=samples.DEFINITION,
        element_id="catch",
        name="inquest",
        correlation_key="SCR-1",
        created_at=NOW,
    )
    start = replace(waiting, key=2, root_key=None, instance_key=None, correlation_key=None)
    with database.sessions() as session:
        samples.definition(session)
        message_subscriptions.add(session, waiting)
        message_subscriptions.add(session, start)

        assert message_subscriptions.waiting(session, "inquest", "SCR-1") == [waiting]
        assert message_subscriptions.waiting(session, "inquest", "SCR-2") == []
        assert message_subscriptions.starts(session, "inquest") == [start]

        message_subscriptions.remove_starts(session, "review")
        assert message_subscriptions.get(session, 2) is None
        assert message_subscriptions.get(session, 1) == waiting
