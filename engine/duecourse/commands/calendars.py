"""Calendars: kept in the database, so that an entry of the history can name the version that counted."""

from datetime import date
from typing import cast

from duecourse.calendars import Calendar
from duecourse.model.json import Json, dumps, loads
from duecourse.persistence import calendars
from duecourse.persistence.calendars import StoredCalendar
from duecourse.persistence.session import Session


def kept(session: Session, seed: Calendar) -> Calendar:
    """Return the newest version of a calendar; where none is kept yet, ``seed`` becomes the first.

    Two processes may do that at once: the second one loses the race and finds what the first one kept.
    """
    stored = calendars.latest(session, seed.id)
    if stored is None:
        stored = StoredCalendar(id=seed.id, version=seed.version, content=_written(seed))
        calendars.add(session, stored)
    return read(stored)


def _written(calendar: Calendar) -> bytes:
    content: Json = {
        "weekend": sorted(calendar.weekend),
        "holidays": {day.isoformat(): name for day, name in calendar.holidays.items()},
    }
    return dumps(content).encode()


def read(stored: StoredCalendar) -> Calendar:
    """Return the calendar that a row holds."""
    content = cast(dict[str, Json], loads(stored.content))
    return Calendar(
        stored.id,
        stored.version,
        weekend=frozenset(cast(list[int], content["weekend"])),
        holidays={
            date.fromisoformat(day): name for day, name in cast(dict[str, str], content["holidays"]).items()
        },
    )
