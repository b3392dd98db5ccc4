"""What an evaluation may know of the world."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from duecourse.calendars import Calendar
from duecourse.feel.limits import Limits


@dataclass(frozen=True, slots=True)
class Environment:
    """The clock, zone and calendars of an evaluation, its limits, and where warnings go.

    `now` must be aware. `now()` and `today()` read it in `timezone`; `calendar` serves the working-time
    functions unless they name one of `calendars`. Warnings are appended to `warnings` if it is a list.
    """

    now: datetime
    timezone: ZoneInfo
    calendar: Calendar
    calendars: Mapping[str, Calendar] = field(default_factory=lambda: MappingProxyType({}))
    limits: Limits = field(default_factory=Limits)
    warnings: list[str] | None = None

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("the clock's time needs a time zone")
