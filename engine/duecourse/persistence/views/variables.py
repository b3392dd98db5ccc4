"""Searching variables. Their values are opaque bytes, so they can be found by name and place only."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import select

from duecourse.persistence.search import Searchable
from duecourse.persistence.search.fields import Condition
from duecourse.persistence.tables import variable as table
from duecourse.persistence.variables import Variable
from duecourse.persistence.views.columns import TENANT, builder, key, text

SEARCH: Final = Searchable(
    source=select(*table.c),
    fields={
        "variableKey": key(table.c.key),
        "name": text(table.c.name),
        "scopeKey": key(table.c.scope_key),
        "processInstanceKey": key(table.c.instance_key),
        "rootProcessInstanceKey": key(table.c.root_key),
        "tenantId": TENANT,
    },
    identity=("variableKey",),
    build=builder(Variable, ("value",)),
)


def in_scopes(scope_keys: Collection[int]) -> Condition:
    """Return the condition that a variable belongs to one of some scopes."""
    return table.c.scope_key.in_(scope_keys)
