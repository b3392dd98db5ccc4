from duecourse.persistence import definitions
from tests.databases import Database
from tests.persistence import samples


def test_definitions_by_version(database: Database) -> None:
    with database.sessions() as session:
        assert definitions.next_version(session, "review") == 1
        samples.definition(session, 10, version=1)
        samples.definition(session, 11, version=2)
        samples.definition(session, 12, "other", 7)

        latest, first = definitions.latest(session, "review"), definitions.version(session, "review", 1)

        assert latest is not None
        assert first is not None
        assert (latest.key, first.key) == (11, 10)
        assert definitions.latest_key(session, "review") == 11
        assert definitions.latest_key(session, "nothing") is None
        assert definitions.next_version(session, "review") == 3
        assert definitions.latest(session, "nothing") is None
