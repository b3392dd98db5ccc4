"""Timers: those that are due fire, the longest overdue first."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from duecourse.bpmn.failures import ElementFailure
from duecourse.bpmn.formulas import formula
from duecourse.bpmn.timing import Timer, read_timer
from duecourse.calendars import CalendarError, add_period, parse_duration
from duecourse.commands import cases
from duecourse.commands.installation import Installation, perform
from duecourse.commands.setbacks import attempt
from duecourse.commands.transaction import Transaction
from duecourse.diagram.elements import Event
from duecourse.diagram.events import TimerDefinition
from duecourse.diagram.expressions import Text
from duecourse.errors import InvalidInput, NotFound
from duecourse.history.commands import FireTimer
from duecourse.model.identity import SYSTEM
from duecourse.persistence import definitions, deployments, rows, timers
from duecourse.persistence.keys import local_of
from duecourse.persistence.rows import Change, Operation


def fire_due(installation: Installation, most: int, *, all_of_them: bool = False) -> int:
    """Fire up to ``most`` timers that are due at business time, each in a transaction of its own.

    Returns how many fired. One that cannot fire does not keep the others from firing, and is tried again
    after a while. With ``all_of_them`` that while is not waited for, and those that somebody else is firing
    are: nothing that can fire is left then. Raises Unavailable where the database is away.
    """
    left = set() if all_of_them else installation.setbacks.left()
    count = 0
    while count < most:
        key = _fire_next(installation, left, wait=all_of_them)
        if key is None:
            break
        count += key not in left
    return count


def _fire_next(installation: Installation, left: set[int], *, wait: bool) -> int | None:
    def one(tx: Transaction, taken: list[int]) -> None:
        taken.clear()  # this may be another try, after a race that was lost
        timer = timers.take(tx.session, tx.now, left, wait=wait)
        if timer is not None:
            taken.append(timer.key)
            _fire(tx, timer)

    return attempt(
        installation.setbacks,
        left,
        "timer",
        lambda taken: perform(installation, SYSTEM, lambda tx: one(tx, taken)),
    )


def _fire(tx: Transaction, timer: timers.Timer) -> None:
    if timer.root_key is None:
        _start(tx, timer)
    else:
        cases.step(tx, timer.root_key, FireTimer(element=local_of(timer.key)))


def arm_start(tx: Transaction, definition_key: int, start: Event) -> None:
    """Arm a timer start event of a definition that is being deployed; raises InvalidInput, CalendarError."""
    first = _first(tx, start, tx.now)
    if first is not None:
        armed = timers.Timer(
            key=tx.installation.new_key(),
            root_key=None,
            definition_key=definition_key,
            element_id=start.id,
            due_at=first.due,
        )
        timers.add(tx.session, armed)


def _first(tx: Transaction, start: Event, armed_at: datetime) -> Timer | None:
    definition = start.definition
    if not isinstance(definition, TimerDefinition):
        raise TypeError(f"{start.id} is no timer start event")
    text = static_text(tx, definition.value, f"timer of {start.id}", armed_at)
    zone = tx.installation.settings.timezone
    return read_timer(definition.kind, text, armed_at, zone, whole_day=False)


def static_text(tx: Transaction, text: Text, what: str, now: datetime | None = None) -> str:
    """Return the value of an expression outside of any case; raises InvalidInput if it has none."""
    try:
        return formula(text, what).string({}, replace(tx.environment(), now=now or tx.now))
    except ElementFailure as failure:
        raise InvalidInput(failure.message) from failure


def _start(tx: Transaction, timer: timers.Timer) -> None:
    """Start a case, and arm the start event again if it repeats.

    Its row is changed, not replaced by another one: a deployment that waits to remove it must find it.
    """
    row = definitions.get(tx.session, timer.definition_key)
    deployment = None if row is None else deployments.get(tx.session, row.deployment_key)
    compiled = tx.installation.definitions.get(tx.session, timer.definition_key)
    start = compiled.process.body.nodes[timer.element_id]
    if deployment is None or not isinstance(start, Event):
        raise NotFound(f"the definition of timer {timer.key} is gone")
    first = _first(tx, start, deployment.deployed_at)
    due = None if first is None else _due_after(first, timer.due_at, tx.installation.settings.timezone)
    if due is None:
        timers.remove(tx.session, timer.key)
    else:
        rows.apply(tx.session, [Change("timer", Operation.UPDATE, {"key": timer.key}, {"due_at": due})])
    cases.start(tx, timer.definition_key, {}, at=timer.element_id)


def _due_after(first: Timer, moment: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when a repeating timer fires for the first time after a moment, None if it never does.

    Found by halving: how often it has fired before costs nothing.
    """
    if first.due > moment:
        return first.due
    ahead = 1
    while (due := _due(first, ahead, zone)) is not None and due <= moment:
        ahead *= 2
    before = ahead // 2
    while ahead - before > 1:
        middle = (before + ahead) // 2
        due = _due(first, middle, zone)
        if due is not None and due <= moment:
            before = middle
        else:
            ahead = middle
    return _due(first, ahead, zone)


def _due(first: Timer, further: int, zone: ZoneInfo) -> datetime | None:
    """Return when a timer fires so many times after the first; None where it does not, or time ends."""
    times = first.times + further
    if first.period is None or first.anchor is None or (first.last is not None and times > first.last):
        return None
    try:
        return add_period(first.anchor, parse_duration(first.period), zone, times)
    except CalendarError:
        return None
