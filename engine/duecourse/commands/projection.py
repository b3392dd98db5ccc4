"""The rows that follow from an entry: what lists and searches read.

Rows are a function of the history alone. They are written in the transaction of their entry, and writing them
anew from all entries gives the same rows; but for who has a job and until when, and for the columns by which
a root instance counts its entries.
"""

import re
from collections.abc import Iterator
from typing import Final

from duecourse.commands.element_rows import element_parts, stopped
from duecourse.commands.merging import merged
from duecourse.commands.rows import Entry, Places, number_of
from duecourse.history.effects import Effect, EffectType
from duecourse.model.json import dumps
from duecourse.persistence.rows import Change, Operation


def changes(entry: Entry) -> Iterator[Change]:
    """Yield the changes of rows that an entry makes, one a row, in the order in which to write them."""
    return merged(_all(entry))


def _all(entry: Entry) -> Iterator[Change]:
    places = Places(entry)
    yield from _elements(entry, places)
    for key in entry.delta:
        if key.startswith("t:"):
            yield from element_parts(entry, places, int(key[2:]))
    yield from stopped(entry, places)
    yield from _variables(entry, places)


def _elements(entry: Entry, places: Places) -> Iterator[Change]:
    for count, effect in enumerate(entry.effects):
        number = number_of(effect["element"])
        kind = EffectType(str(effect["type"]))
        if kind is EffectType.ELEMENT_ACTIVATED:
            yield from _activated(entry, places, number, effect)
        elif kind in _ENDS:
            yield from _ended(entry, places, number, _ENDS[kind])
        elif kind is EffectType.FLOW_TAKEN:
            key = {"root_key": entry.root, "seq": entry.seq, "n": count}
            values = {"instance_key": entry.root + places.process(number), "flow_id": effect["flow"]}
            yield Change("sequence_flow", Operation.INSERT, key, values)
        elif kind is EffectType.STAGE_ENTERED:
            yield Change(
                "process_instance", Operation.UPDATE, {"key": entry.root}, {"stage": effect["stage"]}
            )


# An element is a userTask in history, as BPMN names it, and a USER_TASK in searches, as Camunda 8 does.
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

_ENDS: Final = {EffectType.ELEMENT_COMPLETED: "COMPLETED", EffectType.ELEMENT_TERMINATED: "TERMINATED"}


def _activated(entry: Entry, places: Places, number: int, effect: Effect) -> Iterator[Change]:
    scope = places.scope(number)
    values = {
        "root_key": entry.root,
        "instance_key": entry.root + places.process(number),
        "scope_key": None if scope is None else entry.root + scope,
        "element_id": effect["id"],
        "element_name": places.named(number)[1].name_of(str(effect["id"])),
        "type": _CAPITAL.sub("_", str(effect["kind"])).upper(),
        "state": "ACTIVE",
        "started_at": entry.now,
    }
    yield Change("element_instance", Operation.INSERT, {"key": entry.root + number}, values)
    if effect["kind"] == "process":
        yield _process(entry, places, number, scope)


def _process(entry: Entry, places: Places, number: int, caller: int | None) -> Change:
    key, definition = places.named(number)
    values: dict[str, object] = {
        "root_key": entry.root,
        "case_key": entry.case,
        "parent_key": None if caller is None else entry.root + places.process(caller),
        "parent_element_key": None if caller is None else entry.root + caller,
        "definition_key": key,
        "process_id": definition.process_id,
        "version": definition.version,
        "state": "ACTIVE",
        "started_at": entry.now,
        "started_by": entry.username,
        "has_incident": False,
    }
    if caller is None:
        values |= {"revision": 0, "last_seq": 0, "snapshot_seq": 0}
    return Change("process_instance", Operation.INSERT, {"key": entry.root + number}, values)


def _ended(entry: Entry, places: Places, number: int, state: str) -> Iterator[Change]:
    values = {"state": state, "ended_at": entry.now}
    yield Change("element_instance", Operation.UPDATE, {"key": entry.root + number}, values)
    if places.definition(number) is not None:
        yield Change("process_instance", Operation.UPDATE, {"key": entry.root + number}, values)


def _variables(entry: Entry, places: Places) -> Iterator[Change]:
    """Keep the last value of each variable, also of one whose scope has ended."""
    for effect in entry.effects:
        if effect["type"] != EffectType.VARIABLE_SET:
            continue
        scope = number_of(effect["element"])
        row = {"scope_key": entry.root + scope, "name": str(effect["name"])}
        values: dict[str, object] = {"value": dumps(effect["value"]).encode()}
        if "old" in effect:
            yield Change("variable", Operation.UPDATE, row, values, payload="value")
            continue
        values |= {
            "key": entry.root + number_of(effect["number"]),
            "root_key": entry.root,
            "instance_key": entry.root + places.process(scope),
        }
        yield Change("variable", Operation.INSERT, row, values, payload="value")
