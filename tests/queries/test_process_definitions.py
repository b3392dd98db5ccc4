import pytest

from duecourse.errors import NotFound
from duecourse.persistence.session import reading
from duecourse.queries import process_definitions
from tests.databases import Database
from tests.persistence import samples


def test_the_latest_version_is_told_from_older_ones(world: Database) -> None:
    with world.sessions() as session:
        samples.definition(session, 50, version=2)
        samples.definition(session, 51, "other", 1)
        session.commit()

    with reading(world.sessions) as session:
        page = process_definitions.search(session, {"filter": {"isLatestVersion": True}})
        older = process_definitions.search(session, {"filter": {"isLatestVersion": False}})

    assert [(each.key, each.is_latest) for each in page.items] == [(50, True), (51, True)]
    assert [(each.key, each.is_latest) for each in older.items] == [(samples.DEFINITION, False)]


def test_a_definition_and_its_diagram(world: Database) -> None:
    with reading(world.sessions) as session:
        found = process_definitions.get(session, samples.DEFINITION)

        assert (found.process_id, found.version, found.name) == ("review", 1, "Review")
        assert process_definitions.xml(session, samples.DEFINITION) == b"<definitions/>"
        with pytest.raises(NotFound, match="process definition 5"):
            process_definitions.get(session, 5)
        with pytest.raises(NotFound, match="process definition 5"):
            process_definitions.xml(session, 5)
