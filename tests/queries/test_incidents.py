import pytest

from duecourse.errors import NotFound
from duecourse.persistence.session import reading
from duecourse.queries import incidents
from tests.databases import Database
from tests.persistence.samples import ROOT


def test_an_incident_shows_its_job_and_process(world: Database) -> None:
    with reading(world.sessions) as session:
        found = incidents.get(session, ROOT + 20)
        page = incidents.search(session, {"filter": {"jobKey": str(ROOT + 3), "state": "ACTIVE"}})

        assert (found.job_key, found.process_id, found.message) == (ROOT + 3, "review", "no answer")
        assert page.items == (found,)
        with pytest.raises(NotFound, match="incident 5"):
            incidents.get(session, 5)
