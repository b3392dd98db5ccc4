"""Calendars: kept in the database, so that an entry can name the version that counted."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from duecourse.calendars import Calendar
from duecourse.commands import calendars, instances
from duecourse.commands.transaction import Installation, Transaction
from duecourse.errors import Conflict
from duecourse.persistence import calendars as stored
from duecourse.persistence import tables
from duecourse.persistence.session import transact
from tests.commands import diagrams
from tests.commands.office import CALENDAR, Office
from tests.commands.together import at_once
from tests.databases import Database

HOLIDAYS = {date(2026, 1, 6): "Name of a day", date(2025, 5, 1): "ü"}
FRIDAYS = Calendar("friday-house", 3, weekend=frozenset({4, 5}), holidays=HOLIDAYS)


@pytest.mark.parametrize("calendar", [CALENDAR, FRIDAYS, Calendar("none", weekend=frozenset())])
def test_the_first_calendar_of_an_id_is_kept_as_it_is(database: Database, calendar: Calendar) -> None:
    kept = transact(database.sessions, lambda session: calendars.kept(session, calendar))

    assert kept == calendar
    row = transact(database.sessions, lambda session: stored.version(session, calendar.id, calendar.version))
    assert row is not None
    assert calendars.read(row) == calendar


def test_what_is_kept_counts_and_not_what_the_program_brings(database: Database) -> None:
    changed = replace(FRIDAYS, version=4, holidays={})

    def work_with(seed: Calendar) -> Calendar:
        return transact(database.sessions, lambda session: calendars.kept(session, seed))

    work_with(FRIDAYS)
    assert work_with(changed) == FRIDAYS
    assert work_with(CALENDAR) == CALENDAR


def test_every_entry_names_the_calendar_that_is_kept(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    first = office.start("steps")
    same = office.installation
    restarted = Installation(same.settings, same.sessions, replace(CALENDAR, version=2, holidays={}))
    other = Office(restarted, office.time, office.actors)

    second = other.start("steps")

    for root in (first, second):
        assert office.history(root)[0].circumstances.calendar == "england@1"
    assert len(office.rows(tables.calendar)) == 1


def test_many_who_begin_at_once_keep_one(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})

    assert at_once([partial(office.start, "steps")] * 6) == []

    assert len(office.rows(tables.calendar)) == 1
    assert len(office.roots()) == 6


def test_what_was_rolled_back_is_not_taken_for_kept(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})

    def work(tx: Transaction) -> None:
        instances.create(tx, process_id="steps", variables={})
        raise Conflict("after all, no")

    with pytest.raises(Conflict, match="after all, no"):
        office.do("clara", work)
    assert (office.rows(tables.calendar), office.installation.calendars) == ([], {})

    office.start("steps")

    assert len(office.rows(tables.calendar)) == 1
    assert office.installation.calendars == {"england": CALENDAR}
