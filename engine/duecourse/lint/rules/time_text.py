"""Dates, durations and cycles written out wrongly."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from duecourse.calendars import PeriodError, parse_cycle, parse_duration
from duecourse.diagram.elements import Event, Publication, Task
from duecourse.diagram.events import TimerDefinition, TimerKind
from duecourse.diagram.expressions import Text
from duecourse.lint.analysis import constant
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import Spot, is_user_task
from duecourse.lint.subject import Rule, Subject

ID: Final = "time-text"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield timers, due dates and times to live whose text is not ISO 8601 of their kind."""
    for spot in subject.spots:
        for what, text, kind in _times(spot):
            value = constant(text, subject.expression(text))
            if value is None:
                continue
            expected = None if _fits(value.strip(), kind) else _EXPECTED[kind]
            if expected is not None:
                message = f"{what} '{value}' is not {expected}"
                yield Finding(ID, Severity.ERROR, spot.node.id, text.line, message)


def _times(spot: Spot) -> Iterator[tuple[str, Text, TimerKind]]:
    node = spot.node
    if isinstance(node, Event) and isinstance(node.definition, TimerDefinition):
        yield "the timer", node.definition.value, node.definition.kind
    if isinstance(node, Task) and is_user_task(node) and node.schedule is not None:
        if node.schedule.due_date is not None:
            yield "the due date", node.schedule.due_date, TimerKind.DATE
        if node.schedule.follow_up_date is not None:
            yield "the follow-up date", node.schedule.follow_up_date, TimerKind.DATE
    publication = node.publication if isinstance(node, Task | Event) else None
    if isinstance(publication, Publication) and publication.time_to_live is not None:
        yield "the time to live", publication.time_to_live, TimerKind.DURATION


def _fits(text: str, kind: TimerKind) -> bool:
    try:
        _READERS[kind](text)
    except (PeriodError, ValueError, OverflowError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def _read_date(text: str) -> object:
    if "T" not in text:
        return date.fromisoformat(text)
    plain, _, named = text.partition("@")
    return datetime.fromisoformat(plain), ZoneInfo(named) if named else None


_READERS: Final[Mapping[TimerKind, Callable[[str], object]]] = {
    TimerKind.DATE: _read_date,
    TimerKind.DURATION: parse_duration,
    TimerKind.CYCLE: parse_cycle,
}

_EXPECTED: Final[Mapping[TimerKind, str]] = {
    TimerKind.DATE: "an ISO 8601 date, such as 2030-01-31 or 2030-01-31T09:00",
    TimerKind.DURATION: "an ISO 8601 duration, such as P14D or PT12H",
    TimerKind.CYCLE: "an ISO 8601 repetition of a period that moves forward, such as R3/P7D or R/PT1H",
}

RULE: Final = Rule(ID, "Dates, durations and cycles that are written out are ISO 8601.", check)
