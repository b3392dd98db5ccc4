"""The bank holidays of England, as a seed for an editable calendar."""

from collections.abc import Iterable

import holidays

from duecourse.calendars.working_days import Calendar


def england(years: Iterable[int] = range(2000, 2051), version: int = 1) -> Calendar:
    """Return the calendar of England for the given years.

    The subdivision matters: `GB` alone lacks Easter Monday and the August bank holiday.
    """
    names = holidays.country_holidays("GB", subdiv="ENG", years=list(years))
    return Calendar("england", version, holidays=dict(sorted(names.items())))
