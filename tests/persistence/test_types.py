from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from duecourse.persistence import clock
from duecourse.persistence.session import transact
from duecourse.persistence.tables import process_instance
from tests.databases import Database
from tests.persistence import samples

moments = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - hypothesis adds the time zone
    max_value=datetime(2199, 12, 30),  # noqa: DTZ001 - hypothesis adds the time zone
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(moment=moments)
def test_an_instant_comes_back_in_utc_to_the_microsecond(database: Database, moment: datetime) -> None:
    transact(database.sessions, lambda session: clock.pin(session, moment))

    with database.sessions() as session:
        found = clock.pinned(session)

    assert found == moment
    assert found.tzinfo is UTC
    assert found.microsecond == moment.microsecond


def test_an_instant_without_an_offset_is_refused(database: Database) -> None:
    naive = samples.NOW.replace(tzinfo=None)

    with pytest.raises(StatementError, match="no offset"):
        transact(database.sessions, lambda session: clock.pin(session, naive))


def test_a_word_that_is_none_of_its_kind_is_refused(database: Database) -> None:
    transact(database.sessions, samples.world)

    with pytest.raises(StatementError, match="SLEEPING"), database.sessions() as session:
        session.execute(select(process_instance).where(process_instance.c.state == "SLEEPING"))
    with pytest.raises(StatementError, match="SLEEPING"), database.sessions() as session:
        session.execute(insert(process_instance).values(key=1, state="SLEEPING"))


def test_the_clock_can_be_released(database: Database) -> None:
    with database.sessions() as session:
        assert clock.pinned(session) is None
    transact(database.sessions, lambda session: clock.pin(session, samples.NOW))
    transact(database.sessions, lambda session: clock.pin(session, None))
    with database.sessions() as session:
        assert clock.pinned(session) is None
