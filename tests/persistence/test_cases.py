from duecourse.persistence import cases
from tests.databases import Database
from tests.persistence import samples
from tests.persistence.samples import NOW


def test_cases_by_business_id(database: Database) -> None:
    with database.sessions() as session:
        samples.case(session, 1, "SCR-1")
        samples.case(session, 2, None)
        samples.case(session, 3, None)

        found = cases.by_business_id(session, "SCR-1")

        assert found is not None
        assert (found.key, found.legal_hold, found.opened_at) == (1, False, NOW)
        assert cases.by_business_id(session, "SCR-2") is None
