"""The words of answers are those of Camunda 8: its clients fail on any other."""

from enum import StrEnum

import pytest

from duecourse.bpmn.failures import IncidentType
from duecourse.diagram.elements import EventKind, GatewayKind, TaskKind
from duecourse.model.states import ElementState, IncidentState, InstanceState, JobState, UserTaskState
from tests.api import diagrams
from tests.api.asking import Api, answered

KNOWN: dict[type[StrEnum], set[str]] = {
    InstanceState: {"ACTIVE", "COMPLETED", "SUSPENDED", "TERMINATED"},
    ElementState: {"ACTIVE", "COMPLETED", "TERMINATED"},
    UserTaskState: {
        *("ASSIGNING", "CANCELED", "CANCELING", "COMPLETED", "COMPLETING", "CREATED", "CREATING", "FAILED"),
        "UPDATING",
    },
    JobState: {
        *("CANCELED", "COMPLETED", "CREATED", "ERROR_THROWN", "FAILED", "MIGRATED", "PRIORITY_UPDATED"),
        *("RETRIES_UPDATED", "TIMED_OUT", "TIMEOUT_UPDATED"),
    },
    IncidentState: {"ACTIVE", "MIGRATED", "PENDING", "RESOLVED", "UNKNOWN"},
    IncidentType: {
        *(
            "AD_HOC_SUB_PROCESS_NO_RETRIES",
            "CALLED_DECISION_ERROR",
            "CALLED_ELEMENT_ERROR",
            "CONDITION_ERROR",
        ),
        *("DECISION_EVALUATION_ERROR", "EXECUTION_LISTENER_NO_RETRIES", "EXTRACT_VALUE_ERROR"),
        *("FORM_NOT_FOUND", "IO_MAPPING_ERROR", "JOB_NO_RETRIES", "MESSAGE_SIZE_EXCEEDED"),
        *(
            "RESOURCE_NOT_FOUND",
            "TASK_LISTENER_NO_RETRIES",
            "UNHANDLED_ERROR_EVENT",
            "UNKNOWN",
            "UNSPECIFIED",
        ),
    },
}
ELEMENTS = {
    *("BOUNDARY_EVENT", "BUSINESS_RULE_TASK", "CALL_ACTIVITY", "END_EVENT", "EVENT_BASED_GATEWAY"),
    *("EVENT_SUB_PROCESS", "EXCLUSIVE_GATEWAY", "INCLUSIVE_GATEWAY", "INTERMEDIATE_CATCH_EVENT"),
    *("INTERMEDIATE_THROW_EVENT", "MANUAL_TASK", "MULTI_INSTANCE_BODY", "PARALLEL_GATEWAY", "PROCESS"),
    *("RECEIVE_TASK", "SCRIPT_TASK", "SEND_TASK", "SERVICE_TASK", "START_EVENT", "SUB_PROCESS", "TASK"),
    "USER_TASK",
}
MANY_KINDS = diagrams.diagram(
    "kinds",
    """
<startEvent id="begin"/>
<parallelGateway id="both"/><parallelGateway id="done"/>
<manualTask id="manual"/><task id="plain"/>
<scriptTask id="script"><extensionElements>
  <zeebe:script expression="=1" resultVariable="one"/></extensionElements></scriptTask>
<subProcess id="inner"><startEvent id="inner_begin"/><endEvent id="inner_end"/>"""
    + diagrams.flows("inner_begin", "inner_end")
    + """</subProcess>
<intermediateThrowEvent id="passed"/>
<endEvent id="end"/>
"""
    + diagrams.flows("begin", "both", "manual", "plain", "script", "done", "end")
    + diagrams.flows("both", "inner", "passed", "done"),
)


@pytest.mark.parametrize("words", KNOWN)
def test_states_and_types_are_words_of_camunda(words: type[StrEnum]) -> None:
    assert {each.value for each in words} <= KNOWN[words]


def test_the_types_of_elements_are_words_of_camunda(api: Api) -> None:
    answered(api.deploy("olga", {"kinds.bpmn": MANY_KINDS}))
    api.start("kinds")
    api.start("parts", variables={"list": [1]})
    api.start("answer", variables={"reference": "A-1"})
    api.start("letter")

    found = {str(each["type"]) for each in api.found("adam", "/v2/element-instances/search")}

    assert found <= ELEMENTS
    assert {
        "PROCESS",
        "SUB_PROCESS",
        "MULTI_INSTANCE_BODY",
        "RECEIVE_TASK",
        "INTERMEDIATE_THROW_EVENT",
    } <= found
    drawn = [each.value for kinds in (EventKind, GatewayKind, TaskKind) for each in kinds]
    as_camunda = {
        "".join(f"_{letter}" if letter.isupper() else letter for letter in kind).upper() for kind in drawn
    }
    assert as_camunda <= ELEMENTS
