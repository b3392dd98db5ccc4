"""Timers: those that are due fire, the longest overdue first."""

import logging
from dataclasses import replace
from datetime import datetime

from duecourse.bpmn.failures import ElementFailure
from duecourse.bpmn.formulas import formula
from duecourse.bpmn.timing import Timer, read_timer
from duecourse.commands import cases
from duecourse.commands.installation import Installation, perform
from duecourse.commands.transaction import Transaction
from duecourse.diagram.elements import Event
from duecourse.diagram.events import TimerDefinition
from duecourse.diagram.expressions import Text
from duecourse.errors import DuecourseError, InvalidInput, NotFound
from duecourse.history.commands import FireTimer
from duecourse.model.identity import SYSTEM
from duecourse.persistence import definitions, deployments, timers
from duecourse.persistence.keys import local_of

_log = logging.getLogger(__name__)


def fire_due(installation: Installation) -> int:
    """Fire all timers that are due at business time, each in a transaction of its own; return how many.

    One that cannot fire is left for the next time and does not keep the others from firing.
    """
    count = 0
    failed: set[int] = set()
    while True:
        try:
            fired = perform(installation, SYSTEM, lambda tx: _fire_one(tx, failed))
        except DuecourseError as error:
            _log.warning("a timer could not fire: %s", type(error).__name__)
            continue
        if not fired:
            return count
        count += 1


def _fire_one(tx: Transaction, failed: set[int]) -> bool:
    timer = timers.take(tx.session, tx.now, failed)
    if timer is None:
        return False
    failed.add(timer.key)
    if timer.root_key is None:
        _start(tx, timer)
    else:
        cases.step(tx, timer.root_key, FireTimer(element=local_of(timer.key)))
    failed.discard(timer.key)
    return True


def arm_start(tx: Transaction, definition_key: int, start: Event) -> None:
    """Arm a timer start event of a definition that is being deployed."""
    first = _first(tx, start, tx.now)
    if first is not None:
        _arm(tx, tx.installation.new_key(), definition_key, start, first)


def _arm(tx: Transaction, key: int, definition_key: int, start: Event, armed: Timer) -> None:
    timers.add(
        tx.session,
        timers.Timer(
            key=key, root_key=None, definition_key=definition_key, element_id=start.id, due_at=armed.due
        ),
    )


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
    """Start a case, and arm the start event again if it repeats."""
    row = definitions.get(tx.session, timer.definition_key)
    deployment = None if row is None else deployments.get(tx.session, row.deployment_key)
    compiled = tx.installation.definitions.get(tx.session, timer.definition_key)
    start = compiled.process.body.nodes[timer.element_id]
    if deployment is None or not isinstance(start, Event):
        raise NotFound(f"the definition of timer {timer.key} is gone")
    timers.remove(tx.session, timer.key)
    following = _first(tx, start, deployment.deployed_at)
    while following is not None and following.due <= timer.due_at:
        following = following.next(tx.installation.settings.timezone)
    if following is not None:
        _arm(tx, timer.key, timer.definition_key, start, following)
    cases.start(tx, timer.definition_key, {}, at=timer.element_id)
