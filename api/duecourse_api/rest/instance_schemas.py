"""What requests about process instances hold, and what they are answered."""

from typing import Annotated, Final, Literal

from pydantic import Field

from duecourse.model.states import InstanceState
from duecourse.persistence.views.process_instances import SEARCH, ProcessInstanceView
from duecourse_api.rest.schema import (
    LARGEST_NUMBER,
    TENANT,
    ActDate,
    Answer,
    Given,
    Key,
    Moment,
    RequestKey,
    RequestVariables,
    TenantId,
    Variables,
    Word,
    showing,
)
from duecourse_api.rest.searching import Filter, Search, Sort, filter_of, sort_of

LATEST: Final = -1
"""Camunda's word for the newest version."""


class InstanceCreation(Given):
    """Which process to start, by id (the newest version, or a given one) or by key, and with what."""

    model_config = showing(
        {"processDefinitionId": "grant", "businessId": "G-2026-017", "variables": {"applicant": "Ann"}}
    )

    process_definition_id: Word | None = None
    process_definition_key: RequestKey | None = None
    process_definition_version: Annotated[int, Field(ge=LATEST, le=LARGEST_NUMBER)] | None = Field(
        None, description="Goes with the id; -1 is the newest."
    )
    variables: RequestVariables = Field(default_factory=dict)
    business_id: Word | None = Field(
        None, description="The reference that people know the case by; at most one case has it."
    )
    act_date: ActDate = None
    tenant_id: TenantId | None = None
    operation_reference: int | None = Field(None, description="Taken and not kept.")
    await_completion: Literal[False] = False
    start_instructions: Annotated[list[object], Field(max_length=0)] = Field(default_factory=list)
    runtime_instructions: Annotated[list[object], Field(max_length=0)] = Field(default_factory=list)
    fetch_variables: list[str] = Field(default_factory=list, description="Only answered to awaitCompletion.")
    request_timeout: int | None = Field(None, description="Only for awaitCompletion.")
    tags: Annotated[list[str], Field(max_length=0)] = Field(default_factory=list)


class InstanceCreationAnswer(Answer):
    """The process instance that was started."""

    process_instance_key: Key
    process_definition_key: Key
    process_definition_id: str
    process_definition_version: int
    business_id: str | None
    variables: Variables = Field(default_factory=dict, description="Empty, as nothing was awaited.")
    tags: list[str] = Field(default_factory=list)
    tenant_id: str = TENANT


class InstanceCancellation(Given):
    """What a cancellation may carry."""

    model_config = showing({"operationReference": 17})

    operation_reference: int | None = Field(None, description="Taken and not kept.")


class ElementCompletion(Given):
    """The values of the form; ``localVariables`` tell apart the instances of a multi-instance."""

    model_config = showing({"variables": {"amount": 500}, "actDate": "2026-01-30"})

    variables: RequestVariables = Field(default_factory=dict)
    local_variables: RequestVariables = Field(default_factory=dict)
    act_date: ActDate = None


class InstanceSearch(Search):
    """Which process instances are wanted."""

    filter: Annotated[Filter, filter_of(SEARCH, {"state": "ACTIVE"})] = None
    sort: Annotated[Sort, sort_of(SEARCH)] = None


class InstanceAnswer(Answer):
    """One process instance; ``stage`` is where the diagram says that the case stands."""

    process_instance_key: Key
    root_process_instance_key: Key
    parent_process_instance_key: Key | None
    parent_element_instance_key: Key | None
    process_definition_key: Key
    process_definition_id: str
    process_definition_name: str | None
    process_definition_version: int
    process_definition_version_tag: str | None
    case_key: Key
    business_id: str | None
    state: InstanceState
    stage: str | None
    start_date: Moment
    end_date: Moment | None
    suspended_date: None = None
    started_by: str
    has_incident: bool
    tags: list[str] = Field(default_factory=list)
    tenant_id: str = TENANT


class FlowAnswer(Answer):
    """A sequence flow that was taken."""

    sequence_flow_id: str
    element_id: str
    process_instance_key: Key
    root_process_instance_key: Key
    process_definition_key: Key
    process_definition_id: str
    tenant_id: str = TENANT


class FlowsAnswer(Answer):
    """The sequence flows that were taken, in order."""

    items: list[FlowAnswer]


def instance_answer(view: ProcessInstanceView) -> InstanceAnswer:
    """Return a process instance as it is answered."""
    return InstanceAnswer(
        process_instance_key=view.key,
        root_process_instance_key=view.root_key,
        parent_process_instance_key=view.parent_key,
        parent_element_instance_key=view.parent_element_key,
        process_definition_key=view.definition_key,
        process_definition_id=view.process_id,
        process_definition_name=view.process_name,
        process_definition_version=view.version,
        process_definition_version_tag=view.version_tag,
        case_key=view.case_key,
        business_id=view.business_id,
        state=view.state,
        stage=view.stage,
        start_date=view.started_at,
        end_date=view.ended_at,
        started_by=view.started_by,
        has_incident=view.has_incident,
    )
