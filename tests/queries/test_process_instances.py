import pytest

from duecourse.errors import NotFound
from duecourse.model.states import InstanceState
from duecourse.persistence.session import reading
from duecourse.queries import process_instances
from tests.databases import Database
from tests.persistence.samples import CASE, NOW, ROOT


def test_an_instance_shows_its_case_and_definition(world: Database) -> None:
    with reading(world.sessions) as session:
        found = process_instances.get(session, ROOT)

        assert (found.business_id, found.case_key, found.process_name) == ("SCR-1", CASE, "Review")
        assert (found.state, found.started_at, found.ended_at) == (InstanceState.ACTIVE, NOW, None)
        with pytest.raises(NotFound, match="process instance 5"):
            process_instances.get(session, 5)


@pytest.mark.parametrize(
    ("given_filter", "expected"),
    [
        ({"businessId": "SCR-1", "state": "ACTIVE", "hasIncident": False}, 1),
        ({"hasIncident": True}, 0),
        ({"hasIncident": {"$neq": True}}, 1),
        ({"elementId": "decide"}, 1),
        ({"elementId": "nothing"}, 0),
        ({"parentProcessInstanceKey": {"$exists": False}}, 1),
        ({"startDate": {"$lt": "2026-03-02T09:30:15Z"}}, 0),
        ({"processDefinitionVersion": 1}, 1),
    ],
)
def test_instances_are_found(world: Database, given_filter: dict[str, object], expected: int) -> None:
    with reading(world.sessions) as session:
        assert process_instances.search(session, {"filter": given_filter}).total_items == expected
