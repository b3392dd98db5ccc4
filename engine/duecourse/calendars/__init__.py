"""Working days, corresponding dates, periods and holidays."""

from duecourse.calendars.errors import CalendarError, PeriodError
from duecourse.calendars.periods import (
    Cycle,
    Period,
    add_period,
    parse_cycle,
    parse_duration,
)
from duecourse.calendars.working_days import (
    Calendar,
    add_months,
    end_of_day,
    is_working_day,
    working_days_after,
    working_days_between,
)

__all__ = [
    "Calendar",
    "CalendarError",
    "Cycle",
    "Period",
    "PeriodError",
    "add_months",
    "add_period",
    "end_of_day",
    "is_working_day",
    "parse_cycle",
    "parse_duration",
    "working_days_after",
    "working_days_between",
]
