"""Searching history entries across cases."""

from typing import Final

from sqlalchemy import select

from duecourse.persistence.history import HistoryEntry
from duecourse.persistence.search import Searchable
from duecourse.persistence.search.fields import Condition
from duecourse.persistence.tables import history_entry as table
from duecourse.persistence.views.columns import TENANT, builder, instant, key, number, text

SEARCH: Final = Searchable(
    source=select(*table.c),
    fields={
        "rootProcessInstanceKey": key(table.c.root_key),
        "sequence": number(table.c.seq),
        "kind": text(table.c.kind),
        "enteredAt": instant(table.c.entered_at),
        "recordedAt": instant(table.c.recorded_at),
        "actorKey": key(table.c.actor_key),
        "processDefinitionKey": key(table.c.definition_key),
        "reasonCode": text(table.c.reason_code, nullable=True),
        "tenantId": TENANT,
    },
    identity=("rootProcessInstanceKey", "sequence"),
    build=builder(HistoryEntry, ("command", "context", "effects", "delta")),
)


def of_root(root_key: int) -> Condition:
    """Return the condition that an entry belongs to a case."""
    return table.c.root_key == root_key
