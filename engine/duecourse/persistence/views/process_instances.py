"""Searching process instances."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select

from duecourse.model.states import ElementState, InstanceState
from duecourse.persistence.search import Field, Searchable
from duecourse.persistence.search.fields import Condition
from duecourse.persistence.tables import case_file, element_instance, process_definition
from duecourse.persistence.tables import process_instance as table
from duecourse.persistence.views.columns import TENANT, builder, instant, key, number, text, truth, word


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessInstanceView:
    """One process instance, with what it takes from its case and its definition."""

    key: int
    root_key: int
    case_key: int
    business_id: str | None
    parent_key: int | None
    parent_element_key: int | None
    definition_key: int
    process_id: str
    process_name: str | None
    version: int
    version_tag: str | None
    state: InstanceState
    stage: str | None
    started_at: datetime
    ended_at: datetime | None
    started_by: str
    has_incident: bool


def _at_element(condition: Condition) -> Condition:
    return exists().where(
        element_instance.c.instance_key == table.c.key,
        element_instance.c.state == ElementState.ACTIVE,
        condition,
    )


SEARCH: Final = Searchable(
    source=select(
        table.c.key,
        table.c.root_key,
        table.c.case_key,
        case_file.c.business_id,
        table.c.parent_key,
        table.c.parent_element_key,
        table.c.definition_key,
        table.c.process_id,
        process_definition.c.name.label("process_name"),
        table.c.version,
        process_definition.c.version_tag,
        table.c.state,
        table.c.stage,
        table.c.started_at,
        table.c.ended_at,
        table.c.started_by,
        table.c.has_incident,
    )
    .join_from(table, case_file, case_file.c.key == table.c.case_key)
    .join(process_definition, process_definition.c.key == table.c.definition_key),
    fields={
        "processInstanceKey": key(table.c.key),
        "rootProcessInstanceKey": key(table.c.root_key),
        "parentProcessInstanceKey": key(table.c.parent_key, nullable=True),
        "parentElementInstanceKey": key(table.c.parent_element_key, nullable=True),
        "processDefinitionKey": key(table.c.definition_key),
        "processDefinitionId": text(table.c.process_id),
        "processDefinitionName": text(process_definition.c.name, nullable=True),
        "processDefinitionVersion": number(table.c.version),
        "processDefinitionVersionTag": text(process_definition.c.version_tag, nullable=True),
        "businessId": text(case_file.c.business_id, nullable=True),
        "caseKey": key(table.c.case_key),
        "state": word(table.c.state, InstanceState),
        "stage": text(table.c.stage, nullable=True),
        "startDate": instant(table.c.started_at),
        "endDate": instant(table.c.ended_at, nullable=True),
        "startedBy": text(table.c.started_by),
        "hasIncident": truth(table.c.has_incident),
        "elementId": Field(element_instance.c.element_id, within=_at_element),
        "tenantId": TENANT,
    },
    identity=("processInstanceKey",),
    build=builder(ProcessInstanceView),
)
