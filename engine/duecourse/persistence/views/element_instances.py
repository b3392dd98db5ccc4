"""Searching element instances."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from duecourse.model.states import ElementState
from duecourse.persistence.search import Searchable
from duecourse.persistence.tables import element_instance as table
from duecourse.persistence.tables import process_instance
from duecourse.persistence.views.columns import TENANT, builder, instant, key, text, truth, word


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementInstanceView:
    """One element instance, with the definition of its process."""

    key: int
    root_key: int
    instance_key: int
    scope_key: int | None
    definition_key: int
    process_id: str
    element_id: str
    element_name: str | None
    type: str
    state: ElementState
    started_at: datetime
    ended_at: datetime | None
    incident_key: int | None


SEARCH: Final = Searchable(
    source=select(*table.c, process_instance.c.definition_key, process_instance.c.process_id).join_from(
        table, process_instance, process_instance.c.key == table.c.instance_key
    ),
    fields={
        "elementInstanceKey": key(table.c.key),
        "processInstanceKey": key(table.c.instance_key),
        "rootProcessInstanceKey": key(table.c.root_key),
        "elementInstanceScopeKey": key(table.c.scope_key, nullable=True),
        "processDefinitionKey": key(process_instance.c.definition_key),
        "processDefinitionId": text(process_instance.c.process_id),
        "elementId": text(table.c.element_id),
        "elementName": text(table.c.element_name, nullable=True),
        "type": text(table.c.type),
        "state": word(table.c.state, ElementState),
        "startDate": instant(table.c.started_at),
        "endDate": instant(table.c.ended_at, nullable=True),
        "incidentKey": key(table.c.incident_key, nullable=True),
        "hasIncident": truth(table.c.incident_key.is_not(None)),
        "tenantId": TENANT,
    },
    identity=("elementInstanceKey",),
    build=builder(ElementInstanceView),
)
