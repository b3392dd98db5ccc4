"""What requests about jobs hold, and what they are answered."""

from typing import Annotated, Literal

from pydantic import Field

from duecourse.model.states import JobState
from duecourse.persistence.views.jobs import SEARCH
from duecourse_api.rest.schema import (
    LARGEST_NUMBER,
    LONGEST_WAIT_MS,
    LONGEST_WORD,
    TENANT,
    Answer,
    Given,
    Key,
    Milliseconds,
    Moment,
    RequestVariables,
    SmallNumber,
    TenantId,
    Variables,
    Word,
    showing,
)
from duecourse_api.rest.searching import Filter, Search, Sort, filter_of, sort_of


class JobActivation(Given):
    """Which jobs a worker takes, and for how many milliseconds."""

    model_config = showing(
        {"type": "post-letter", "worker": "printer-1", "timeout": 60_000, "maxJobsToActivate": 5}
    )

    type: Word
    timeout: Annotated[int, Field(gt=0, le=LONGEST_WAIT_MS)]
    max_jobs_to_activate: Annotated[int, Field(gt=0, le=1_000)]
    worker: Annotated[str, Field(max_length=LONGEST_WORD)] = ""
    fetch_variable: list[str] | None = Field(None, description="The variables wanted; all if none is named.")
    request_timeout: int | None = Field(None, description="Taken, but the answer comes at once.")
    tenant_ids: list[TenantId] | None = None
    tenant_filter: Literal["PROVIDED", "ASSIGNED"] | None = None
    with_lease: Literal[False] | None = None


class ActivatedJobAnswer(Answer):
    """A job that was taken; ``deadline`` is in milliseconds since 1970."""

    job_key: Key
    type: str
    kind: str = "BPMN_ELEMENT"
    listener_event_type: str = "UNSPECIFIED"
    worker: str
    retries: int
    deadline: int
    custom_headers: Variables
    variables: Variables
    user_task: None = None
    priority: int = 0
    element_id: str
    element_instance_key: Key
    process_instance_key: Key
    root_process_instance_key: Key
    process_definition_key: Key
    process_definition_id: str
    process_definition_version: int
    business_id: str | None
    tags: list[str] = Field(default_factory=list)
    job_lease_token: None = None
    physical_tenant_id: str = "default"
    tenant_id: str = TENANT


class JobActivationAnswer(Answer):
    """The jobs that were taken."""

    jobs: list[ActivatedJobAnswer]


class JobCompletion(Given):
    """The result of a job."""

    model_config = showing({"variables": {"posted_on": "2026-01-30"}})

    variables: RequestVariables | None = None
    result: None = None
    job_lease_token: None = None


class JobFailure(Given):
    """Why a job failed, and how often it may be tried again."""

    model_config = showing({"retries": 2, "errorMessage": "the printer has no paper", "retryBackOff": 60_000})

    retries: SmallNumber = 0
    error_message: str = ""
    retry_back_off: Milliseconds = 0
    variables: RequestVariables = Field(default_factory=dict)
    job_lease_token: None = None


class JobError(Given):
    """A BPMN error."""

    model_config = showing({"errorCode": "UNKNOWN_ADDRESS", "errorMessage": "it came back"})

    error_code: Word
    error_message: str | None = None
    variables: RequestVariables | None = None
    job_lease_token: None = None


class JobChanges(Given):
    """What to change of a job; ``timeout`` is in milliseconds from now."""

    retries: Annotated[int, Field(gt=0, le=LARGEST_NUMBER)] | None = None
    timeout: Milliseconds | None = None


class JobUpdate(Given):
    """A change of a job."""

    model_config = showing({"changeset": {"retries": 3}})

    changeset: JobChanges
    operation_reference: int | None = Field(None, description="Taken and not kept.")
    job_lease_token: None = None


class JobSearch(Search):
    """Which jobs are wanted."""

    filter: Annotated[Filter, filter_of(SEARCH, {"state": "CREATED"})] = None
    sort: Annotated[Sort, sort_of(SEARCH)] = None


class JobAnswer(Answer):
    """One job."""

    job_key: Key
    type: str
    kind: str = "BPMN_ELEMENT"
    listener_event_type: str = "UNSPECIFIED"
    state: JobState
    worker: str
    retries: int
    deadline: Moment | None
    custom_headers: Variables
    error_code: None = None
    error_message: str | None
    has_failed_with_retries_left: bool
    is_denied: None = None
    denied_reason: None = None
    creation_time: Moment
    end_time: Moment | None
    last_update_time: Moment
    priority: int = 0
    element_id: str
    element_instance_key: Key
    process_instance_key: Key
    root_process_instance_key: Key
    process_definition_key: Key
    process_definition_id: str
    business_id: None = None
    tenant_id: str = TENANT
