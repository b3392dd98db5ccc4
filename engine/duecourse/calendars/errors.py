"""Errors of the calendars package."""

from typing import ClassVar

from duecourse.errors import DuecourseError


class CalendarError(DuecourseError):
    """The calendar cannot answer."""

    status: ClassVar[int] = 400
    kind: ClassVar[str] = "calendar"


class PeriodError(DuecourseError):
    """The text is not an ISO 8601 duration or cycle that a timer can use."""

    status: ClassVar[int] = 400
    kind: ClassVar[str] = "period"
