"""When a timer is due. Its text is ISO 8601; a FEEL value has been turned into its ISO text before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from duecourse.calendars import periods
from duecourse.calendars.errors import CalendarError
from duecourse.diagram.events import TimerKind
from duecourse.model.json import Json


@dataclass(frozen=True, slots=True)
class Timer:
    """An armed timer. ``due`` is the instant (UTC) of its next firing.

    A repeating timer counts its periods from ``anchor``, so that it never drifts: firing ``times`` is due at
    the anchor plus ``times`` periods. ``last`` is the number of its last firing, None for no end.
    """

    due: datetime
    anchor: datetime | None = None
    period: str | None = None
    times: int = 0
    last: int | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the record that is kept with the element."""
        record: dict[str, Json] = {"due": self.due.isoformat()}
        if self.period is not None and self.anchor is not None:
            record |= {"anchor": self.anchor.isoformat(), "period": self.period, "times": self.times}
            if self.last is not None:
                record["last"] = self.last
        return record

    def next(self, zone: ZoneInfo) -> "Timer | None":
        """Return the timer armed for its next firing, or None when this was the last."""
        if self.period is None or self.anchor is None or (self.last is not None and self.times >= self.last):
            return None
        times = self.times + 1
        try:
            due = periods.add_period(self.anchor, periods.parse_duration(self.period), zone, times)
        except CalendarError:  # the calendar ends before the repetitions do
            return None
        return Timer(due, self.anchor, self.period, times, self.last)


def timer_from_json(record: dict[str, Json]) -> Timer:
    """Read what ``Timer.to_json`` wrote."""
    anchor, period, last = record.get("anchor"), record.get("period"), record.get("last")
    return Timer(
        datetime.fromisoformat(str(record["due"])),
        datetime.fromisoformat(anchor) if isinstance(anchor, str) else None,
        period if isinstance(period, str) else None,
        int(str(record.get("times", 0))),
        last if isinstance(last, int) else None,
    )


def read_timer(kind: TimerKind, text: str, now: datetime, zone: ZoneInfo, *, whole_day: bool) -> Timer | None:
    """Return the timer that a text arms at ``now``, or None for a cycle of no repetitions.

    A date alone is the start of that local day; with ``whole_day`` it is the end, as a deadline wants it.
    Raises PeriodError when the text is not ISO 8601 of the kind wanted, CalendarError out of range.
    """
    if kind is TimerKind.DATE:
        return Timer(_date(text, zone, whole_day=whole_day))
    if kind is TimerKind.DURATION:
        return Timer(periods.add_period(now, periods.parse_duration(text), zone))
    cycle = periods.parse_cycle(text, zone)
    period = text.split("/")[-1] if cycle.end is None else text.split("/")[1]
    if cycle.start is None:
        anchor, first = now, 1
    else:
        anchor, first = cycle.start, 0
    last = None if cycle.repetitions is None else first + cycle.repetitions - 1
    if last is not None and last < first:
        return None
    due = periods.add_period(anchor, cycle.period, zone, first)
    return Timer(due, anchor, period, first, last)


def _date(text: str, zone: ZoneInfo, *, whole_day: bool) -> datetime:
    if "T" in text:
        return periods.parse_instant(text, zone)
    day = periods.parse_date(text)
    if whole_day and day < date.max:
        return periods.local_midnight(day + timedelta(days=1), zone)
    return periods.local_midnight(day, zone)
