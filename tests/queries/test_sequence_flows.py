import pytest

from duecourse.errors import NotFound
from duecourse.persistence.session import reading
from duecourse.queries import sequence_flows
from tests.databases import Database
from tests.persistence.samples import ROOT


def test_flows_come_in_the_order_in_which_they_were_taken(world: Database) -> None:
    with reading(world.sessions) as session:
        assert [each.flow_id for each in sequence_flows.taken(session, ROOT)] == ["first", "second", "late"]
        with pytest.raises(NotFound):
            sequence_flows.taken(session, 5)
