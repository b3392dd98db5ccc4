"""Searching message subscriptions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from duecourse.persistence.search import Searchable
from duecourse.persistence.tables import message_subscription as table
from duecourse.persistence.tables import process_definition
from duecourse.persistence.views.columns import TENANT, builder, instant, key, text


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSubscriptionView:
    """One element that waits for a message, with its process."""

    key: int
    root_key: int | None
    instance_key: int | None
    definition_key: int
    process_id: str
    element_id: str
    name: str
    correlation_key: str | None
    created_at: datetime


SEARCH: Final = Searchable(
    source=select(*table.c, process_definition.c.process_id).join_from(
        table, process_definition, process_definition.c.key == table.c.definition_key
    ),
    fields={
        "messageSubscriptionKey": key(table.c.key),
        "elementInstanceKey": key(table.c.key),
        "processInstanceKey": key(table.c.instance_key, nullable=True),
        "rootProcessInstanceKey": key(table.c.root_key, nullable=True),
        "processDefinitionKey": key(table.c.definition_key),
        "processDefinitionId": text(process_definition.c.process_id),
        "elementId": text(table.c.element_id),
        "messageName": text(table.c.name),
        "correlationKey": text(table.c.correlation_key, nullable=True),
        "lastUpdatedDate": instant(table.c.created_at),
        "tenantId": TENANT,
    },
    identity=("messageSubscriptionKey",),
    build=builder(MessageSubscriptionView),
)
