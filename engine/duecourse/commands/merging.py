"""Several changes of one row made one, so that an entry writes each row once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from duecourse.persistence.rows import Change, Operation

_Row: TypeAlias = tuple[str, tuple[object, ...]]

_ORDER: Final = (Operation.INSERT, Operation.UPSERT, Operation.UPDATE, Operation.DELETE)


def merged(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield what a series of changes comes to, one change a row.

    New rows come first, those of one table together, in the order in which the tables came: a table that
    refers to another one must come after it. A row that is made and removed again is not mentioned.
    """
    rows: dict[_Row, Change] = {}
    for change in changes:
        row = (change.table, tuple(change.key.values()))
        known = rows.get(row)
        together = change if known is None else _one(known, change)
        if together is None:
            del rows[row]
        else:
            rows[row] = together
    places = {table: place for place, table in enumerate(dict.fromkeys(table for table, _ in rows))}
    yield from sorted(rows.values(), key=lambda each: (_ORDER.index(each.operation), places[each.table]))


def _one(first: Change, second: Change) -> Change | None:
    if second.operation is Operation.DELETE:
        return None if first.operation is Operation.INSERT else second
    if first.operation is Operation.DELETE or second.operation is not Operation.UPDATE:
        raise ValueError(f"{second.operation} of {second.table} {dict(second.key)} after {first.operation}")
    payload = first.payload or second.payload
    return replace(first, values={**first.values, **second.values}, payload=payload)
