"""Searching jobs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from duecourse.model.states import JobState
from duecourse.persistence.search import Searchable
from duecourse.persistence.tables import job as table
from duecourse.persistence.tables import process_definition
from duecourse.persistence.views.columns import TENANT, builder, instant, key, number, text, word


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """One job, with its process; ``headers`` is canonical JSON."""

    key: int
    root_key: int
    instance_key: int
    definition_key: int
    process_id: str
    process_version: int
    element_id: str
    type: str
    state: JobState
    retries: int
    worker: str | None
    locked_until: datetime | None
    headers: bytes
    error_message: str | None
    created_at: datetime
    ended_at: datetime | None


SEARCH: Final = Searchable(
    source=select(
        *table.c,
        process_definition.c.process_id,
        process_definition.c.version.label("process_version"),
    ).join_from(table, process_definition, process_definition.c.key == table.c.definition_key),
    fields={
        "jobKey": key(table.c.key),
        "elementInstanceKey": key(table.c.key),
        "processInstanceKey": key(table.c.instance_key),
        "rootProcessInstanceKey": key(table.c.root_key),
        "processDefinitionKey": key(table.c.definition_key),
        "processDefinitionId": text(process_definition.c.process_id),
        "elementId": text(table.c.element_id),
        "type": text(table.c.type),
        "state": word(table.c.state, JobState),
        "retries": number(table.c.retries),
        "worker": text(table.c.worker, nullable=True),
        "deadline": instant(table.c.locked_until, nullable=True),
        "errorMessage": text(table.c.error_message, nullable=True),
        "creationTime": instant(table.c.created_at),
        "endTime": instant(table.c.ended_at, nullable=True),
        "tenantId": TENANT,
    },
    identity=("jobKey",),
    build=builder(JobView),
)
