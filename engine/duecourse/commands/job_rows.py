"""The rows of jobs.

Who has a job, and until when, stands in them too, but does not follow from history: see
``duecourse.commands.jobs``.
"""

from collections.abc import Iterator
from typing import Final, cast

from duecourse.bpmn.failures import IncidentType
from duecourse.commands.rows import Entry, Places, Record
from duecourse.history.effects import EffectType
from duecourse.model.json import dumps
from duecourse.model.states import JobState
from duecourse.persistence.rows import Change, Operation

_DONE: Final = "finish"
"""Where an incident stops an element whose job has been completed already."""


def job_changes(entry: Entry, places: Places, number: int, before: Record, after: Record) -> Iterator[Change]:
    """Yield the change of the row of an element's job, given what its record remembers."""
    old, new = cast(Record | None, before.get("job")), cast(Record | None, after.get("job"))
    states = _state(before), _state(after)
    if old == new and states[0] is states[1]:
        return
    key = {"key": entry.root + number}
    if new is None:
        if states[0] is not JobState.COMPLETED:
            values: dict[str, object] = {"state": _end(places, number), "ended_at": entry.now}
            yield Change("job", Operation.UPDATE, key, values)
        return
    message = new.get("message")
    values = {
        "state": states[1],
        "retries": int(str(new["retries"])),
        "error_message": None if message is None else str(message).replace("\0", "\ufffd"),
        "ended_at": entry.now if states[1] is JobState.COMPLETED else None,
    }
    if old is None:
        values |= {
            **places.where(number),
            "type": new["type"],
            "headers": dumps(new.get("headers", {})).encode(),
            "created_at": entry.now,
        }
    yield Change("job", Operation.INSERT if old is None else Operation.UPDATE, key, values)


def _state(remembered: Record) -> JobState | None:
    """Return the state of a job while its element is active: only one that is CREATED can be taken."""
    if "job" not in remembered:
        return None
    incident = cast(Record | None, remembered.get("incident"))
    if incident is None:
        return JobState.CREATED
    if incident["at"] == _DONE:
        return JobState.COMPLETED
    return JobState.ERROR_THROWN if incident["type"] == IncidentType.UNHANDLED_ERROR else JobState.FAILED


def _end(places: Places, number: int) -> JobState:
    if places.effect(number, EffectType.ERROR_THROWN) is not None:
        return JobState.ERROR_THROWN
    completed = places.effect(number, EffectType.ELEMENT_COMPLETED) is not None
    return JobState.COMPLETED if completed else JobState.CANCELED
