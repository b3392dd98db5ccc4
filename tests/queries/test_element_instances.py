import pytest

from duecourse.errors import NotFound
from duecourse.persistence.session import reading
from duecourse.queries import element_instances
from tests.databases import Database
from tests.persistence.samples import DEFINITION, ROOT


def test_elements_show_their_process(world: Database) -> None:
    with reading(world.sessions) as session:
        found = element_instances.get(session, ROOT + 2)

        assert (found.element_id, found.scope_key) == ("decide", ROOT + 1)
        assert (found.definition_key, found.process_id) == (DEFINITION, "review")
        with pytest.raises(NotFound, match="element instance 5"):
            element_instances.get(session, 5)


def test_elements_with_an_incident(world: Database) -> None:
    with reading(world.sessions) as session:
        stopped = element_instances.search(session, {"filter": {"hasIncident": True}})
        others = element_instances.search(session, {"filter": {"hasIncident": False}})

    assert [each.element_id for each in stopped.items] == ["send"]
    assert [each.element_id for each in others.items] == ["review", "panel", "decide"]
