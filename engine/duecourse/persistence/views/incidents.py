"""Searching incidents."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from duecourse.model.states import IncidentState
from duecourse.persistence.search import Searchable
from duecourse.persistence.tables import incident as table
from duecourse.persistence.tables import job, process_definition
from duecourse.persistence.views.columns import TENANT, builder, instant, key, text, word


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """One incident, with its process and, if it is about a job, that."""

    key: int
    root_key: int
    instance_key: int
    definition_key: int
    process_id: str
    element_id: str
    element_instance_key: int
    job_key: int | None
    type: str
    message: str
    state: IncidentState
    created_at: datetime
    resolved_at: datetime | None


SEARCH: Final = Searchable(
    source=select(*table.c, process_definition.c.process_id, job.c.key.label("job_key"))
    .join_from(table, process_definition, process_definition.c.key == table.c.definition_key)
    .outerjoin(job, job.c.key == table.c.element_instance_key),
    fields={
        "incidentKey": key(table.c.key),
        "processInstanceKey": key(table.c.instance_key),
        "rootProcessInstanceKey": key(table.c.root_key),
        "processDefinitionKey": key(table.c.definition_key),
        "processDefinitionId": text(process_definition.c.process_id),
        "elementId": text(table.c.element_id),
        "elementInstanceKey": key(table.c.element_instance_key),
        "jobKey": key(job.c.key, nullable=True),
        "errorType": text(table.c.type),
        "errorMessage": text(table.c.message),
        "state": word(table.c.state, IncidentState),
        "creationTime": instant(table.c.created_at),
        "tenantId": TENANT,
    },
    identity=("incidentKey",),
    build=builder(IncidentView),
)
