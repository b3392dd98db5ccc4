"""The rows of what an element waits for: user tasks, jobs, timers, messages and incidents."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Final, TypeAlias, cast

from duecourse.calendars.periods import parse_instant
from duecourse.commands.job_rows import job_changes
from duecourse.commands.rows import Entry, Places, Record, data_of, number_of
from duecourse.history.effects import EffectType
from duecourse.model.json import Json
from duecourse.persistence.rows import Change, Operation

Part: TypeAlias = Callable[[Entry, Places, int, Record | None, Record | None], Iterator[Change]]


def element_parts(entry: Entry, places: Places, number: int) -> Iterator[Change]:
    """Yield the changes that follow from the record of one element before and after an entry."""
    before, after = data_of(entry.before, number), data_of(entry.after, number)
    yield from job_changes(entry, places, number, before, after)
    for name, part in _PARTS.items():
        old, new = cast(Record | None, before.get(name)), cast(Record | None, after.get(name))
        if old != new:
            yield from part(entry, places, number, old, new)


def _user_task(
    entry: Entry, places: Places, number: int, old: Record | None, new: Record | None
) -> Iterator[Change]:
    key = {"key": entry.root + number}
    if new is None:
        yield Change("user_task", Operation.UPDATE, key, _closed(entry, places, number))
        return
    values: dict[str, object] = {
        "assignee": new.get("assignee"),
        "due_at": _instant(entry, new.get("dueDate")),
        "follow_up_at": _instant(entry, new.get("followUpDate")),
        "priority": int(str(new.get("priority", 50))),
    }
    if old is None:
        place = places.where(number)
        form = new.get("formKey")
        values |= {
            **place,
            "name": places.named(number)[1].name_of(str(place["element_id"])),
            "state": "CREATED",
            "form_key": None if form is None else number_of(form),
            "created_at": entry.now,
        }
    yield Change("user_task", Operation.INSERT if old is None else Operation.UPDATE, key, values)
    yield from _candidates(key["key"], old or {}, new)


def _closed(entry: Entry, places: Places, number: int) -> dict[str, object]:
    completed = places.effect(number, EffectType.ELEMENT_COMPLETED) is not None
    return {
        "state": "COMPLETED" if completed else "CANCELED",
        "completed_at": entry.now,
        "completed_by": entry.username if completed else None,
    }


def _candidates(task: int, old: Record, new: Record) -> Iterator[Change]:
    for kind, name in (("group", "candidateGroups"), ("user", "candidateUsers")):
        before, after = cast(list[str], old.get(name, [])), cast(list[str], new.get(name, []))
        for each in sorted({*before} - {*after}):
            key = {"user_task_key": task, "kind": kind, "name": each}
            yield Change("user_task_candidate", Operation.DELETE, key)
        for each in sorted({*after} - {*before}):
            key = {"user_task_key": task, "kind": kind, "name": each}
            yield Change("user_task_candidate", Operation.INSERT, key)


def _instant(entry: Entry, value: Json) -> datetime | None:
    """Return an instant; a date alone means its last second, local time."""
    if value is None:
        return None
    text = str(value)
    if "T" in text:
        return parse_instant(text, entry.zone)
    try:
        end = datetime.combine(date.fromisoformat(text), time(23, 59, 59), tzinfo=entry.zone)
        return end.astimezone(UTC)
    except OverflowError:  # the last day of the calendar, west of Greenwich
        return datetime.max.replace(tzinfo=UTC)


def _timer(
    entry: Entry, places: Places, number: int, old: Record | None, new: Record | None
) -> Iterator[Change]:
    key = {"key": entry.root + number}
    if new is None:
        yield Change("timer", Operation.DELETE, key)
        return
    values: dict[str, object] = {"due_at": datetime.fromisoformat(str(new["due"]))}
    if old is None:
        place = places.where(number)
        values |= {name: place[name] for name in ("root_key", "definition_key", "element_id")}
    yield Change("timer", Operation.INSERT if old is None else Operation.UPDATE, key, values)


def _message(
    entry: Entry, places: Places, number: int, old: Record | None, new: Record | None
) -> Iterator[Change]:
    key = {"key": entry.root + number}
    if new is None:
        yield Change("message_subscription", Operation.DELETE, key)
        return
    values = {"name": new["name"], "correlation_key": new.get("key"), "created_at": entry.now}
    operation = Operation.INSERT if old is None else Operation.UPDATE
    yield Change("message_subscription", operation, key, {**places.where(number), **values})


def _incident(
    entry: Entry, places: Places, number: int, old: Record | None, new: Record | None
) -> Iterator[Change]:
    element = {"key": entry.root + number}
    if old is not None:
        key = {"key": entry.root + number_of(old["number"])}
        yield Change("incident", Operation.UPDATE, key, {"state": "RESOLVED", "resolved_at": entry.now})
    if new is not None:
        key = {"key": entry.root + number_of(new["number"])}
        values = {
            **places.where(number),
            "element_instance_key": element["key"],
            "type": new["type"],
            "message": str(new["message"]).replace("\0", "\ufffd"),  # which no database keeps in text
            "state": "ACTIVE",
            "created_at": entry.now,
        }
        yield Change("incident", Operation.INSERT, key, values)
    incident = None if new is None else entry.root + number_of(new["number"])
    yield Change("element_instance", Operation.UPDATE, element, {"incident_key": incident})


def stopped(entry: Entry, places: Places) -> Iterator[Change]:
    """Say of each process that had or has an incident, in it or in what it called, whether it has one now."""
    numbers = [int(key[2:]) for key in entry.delta if key.startswith("t:")]
    touched = [
        number
        for number in numbers
        if data_of(entry.before, number).get("incident") != data_of(entry.after, number).get("incident")
    ]
    if not touched:
        return
    now = {
        process
        for key, record in entry.after.items()
        if key.startswith("t:") and cast(Record, record)["s"] == "incident"
        for process in places.processes(int(key[2:]))
    }
    concerned = {process for number in touched for process in places.processes(number)}
    for process in sorted(concerned):
        key = {"key": entry.root + process}
        yield Change("process_instance", Operation.UPDATE, key, {"has_incident": process in now})


_PARTS: Final[dict[str, Part]] = {
    "task": _user_task,
    "timer": _timer,
    "message": _message,
    "incident": _incident,
}
