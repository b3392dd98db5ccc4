from duecourse.persistence import calendars
from duecourse.persistence.calendars import StoredCalendar
from tests.databases import Database


def test_calendars_by_version(database: Database) -> None:
    with database.sessions() as session:
        for version in (1, 2):
            calendars.add(session, StoredCalendar(id="england", version=version, content=b"{}"))

        latest, first = calendars.latest(session, "england"), calendars.version(session, "england", 1)

        assert (latest, first) == (
            StoredCalendar(id="england", version=2, content=b"{}"),
            StoredCalendar(id="england", version=1, content=b"{}"),
        )
