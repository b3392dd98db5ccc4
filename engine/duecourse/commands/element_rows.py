"""The rows of what an element waits for: user tasks, jobs, timers, messages and incidents."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Final, TypeAlias, cast

from duecourse.commands.rows import Entry, Places, Record, number_of
from duecourse.history.effects import EffectType
from duecourse.model.json import Json, dumps
from duecourse.persistence.rows import Change, Operation

Part: TypeAlias = Callable[[Entry, Places, int, Record | None, Record | None], Iterator[Change]]


def element_parts(entry: Entry, places: Places, number: int) -> Iterator[Change]:
    """Yield the changes that follow from the record of one element before and after an entry."""
    before, after = _data(entry.before, number), _data(entry.after, number)
    for name, part in _PARTS.items():
        old, new = cast(Record | None, before.get(name)), cast(Record | None, after.get(name))
        if old != new:
            yield from part(entry, places, number, old, new)


def _data(records: Record, number: int) -> Record:
    record = cast(Record, records.get(f"t:{number}") or {})
    return cast(Record, record.get("d", {}))


def _place(entry: Entry, places: Places, number: int) -> dict[str, object]:
    """Return the columns of a new row that say which element it is about."""
    ids = (effect["id"] for effect in entry.effects if effect["element"] == number and "id" in effect)
    return {**places.where(number), "element_id": next(ids)}


def _user_task(
    entry: Entry, places: Places, number: int, old: Record | None, new: Record | None
) -> Iterator[Change]:
    key = {"key": entry.root + number}
    if new is None:
        yield Change("user_task", Operation.UPDATE, key, _closed(entry, number))
        return
    values: dict[str, object] = {
        "assignee": new.get("assignee"),
        "due_at": _instant(entry, new.get("dueDate")),
        "follow_up_at": _instant(entry, new.get("followUpDate")),
        "priority": int(str(new.get("priority", 50))),
    }
    if old is None:
        place = _place(entry, places, number)
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


def _closed(entry: Entry, number: int) -> dict[str, object]:
    completed = any(
        effect["element"] == number and effect["type"] == EffectType.ELEMENT_COMPLETED
        for effect in entry.effects
    )
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
    if "T" not in text:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), tzinfo=entry.zone)
    instant = datetime.fromisoformat(text.partition("@")[0])
    return instant if instant.tzinfo else instant.replace(tzinfo=entry.zone)


def _job(
    entry: Entry, places: Places, number: int, old: Record | None, new: Record | None
) -> Iterator[Change]:
    key = {"key": entry.root + number}
    if new is None:
        values: dict[str, object] = {"state": _closed(entry, number)["state"], "ended_at": entry.now}
        yield Change("job", Operation.UPDATE, key, {**values, "worker": None, "locked_until": None})
        return
    retries = int(str(new["retries"]))
    values = {"retries": retries, "error_message": new.get("message"), "worker": None, "locked_until": None}
    values["state"] = "CREATED" if retries > 0 else "FAILED"
    if old is None:
        values |= {
            **_place(entry, places, number),
            "type": new["type"],
            "headers": dumps(new.get("headers", {})).encode(),
        }
        values["created_at"] = entry.now
    yield Change("job", Operation.INSERT if old is None else Operation.UPDATE, key, values)


def _timer(
    entry: Entry, places: Places, number: int, old: Record | None, new: Record | None
) -> Iterator[Change]:
    key = {"key": entry.root + number}
    if new is None:
        yield Change("timer", Operation.DELETE, key)
        return
    values: dict[str, object] = {"due_at": datetime.fromisoformat(str(new["due"]))}
    if old is None:
        place = _place(entry, places, number)
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
    yield Change("message_subscription", Operation.INSERT, key, {**_place(entry, places, number), **values})


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
            **_place(entry, places, number),
            "element_instance_key": element["key"],
            "type": new["type"],
            "message": new["message"],
            "state": "ACTIVE",
            "created_at": entry.now,
        }
        yield Change("incident", Operation.INSERT, key, values)
    incident = None if new is None else entry.root + number_of(new["number"])
    yield Change("element_instance", Operation.UPDATE, element, {"incident_key": incident})
    yield from _stopped(entry, places, number)


def _stopped(entry: Entry, places: Places, number: int) -> Iterator[Change]:
    """Say of the case, and of the process that the element belongs to, whether anything in it is stopped."""
    stopped = [
        int(key[2:])
        for key, record in entry.after.items()
        if key.startswith("t:") and cast(Record, record)["s"] == "incident"
    ]
    process = places.process(number)
    here = any(places.process(each) == process for each in stopped)
    for instance, value in {0: bool(stopped), process: bool(stopped) if process == 0 else here}.items():
        yield Change(
            "process_instance", Operation.UPDATE, {"key": entry.root + instance}, {"has_incident": value}
        )


_PARTS: Final[dict[str, Part]] = {
    "task": _user_task,
    "job": _job,
    "timer": _timer,
    "message": _message,
    "incident": _incident,
}
