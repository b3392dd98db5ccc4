"""Current values of variables, by scope; those of ended scopes keep their last value."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import variable as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable; ``value`` is canonical JSON."""

    key: int
    scope_key: int
    name: str
    root_key: int
    instance_key: int
    value: bytes


_PAYLOADS: Final = ("value",)
_SELECT = records.selecting(Variable, table, _PAYLOADS)


def get(session: Session, key: int) -> Variable | None:
    """Return the variable with a key."""
    return records.first(session, Variable, _SELECT.where(table.c.key == key), _PAYLOADS)


def of_scopes(session: Session, scope_keys: Collection[int]) -> list[Variable]:
    """Return the variables of scopes, by scope and name."""
    statement = _SELECT.where(table.c.scope_key.in_(scope_keys)).order_by(table.c.scope_key, table.c.name)
    return records.every(session, Variable, statement, _PAYLOADS)
