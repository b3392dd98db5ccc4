import pytest

from duecourse.errors import NotFound
from duecourse.persistence.session import reading
from duecourse.queries import jobs
from tests.databases import Database
from tests.persistence.samples import ROOT


def test_jobs_show_their_process(world: Database) -> None:
    with reading(world.sessions) as session:
        found = jobs.get(session, ROOT + 3)
        page = jobs.search(session, {"filter": {"type": "email", "retries": {"$lt": 1}}})

        assert (found.process_id, found.process_version, found.headers) == ("review", 1, b"{}")
        assert page.items == (found,)
        with pytest.raises(NotFound, match="job 5"):
            jobs.get(session, 5)
