"""Extensions that are not understood, incomplete, in the wrong place, or of another engine."""

import pytest

from tests.diagram.breaking import Change, check

STAMP = '<bpmn:task id="Stamp" name="Stamp">'
BEGIN = '<bpmn:exclusiveGateway id="Begin" gatewayDirection="Converging">'
USER_TASK = "<zeebe:userTask />"
SCRIPT = '<zeebe:script expression="length + 1" resultVariable="weight" />'
CALLED = '<zeebe:calledElement processId="Agency" bindingType="latest"'
FAX = '<zeebe:taskDefinition type="fax" />'
CAMUNDA = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'


def given(owner: str, extension: str, element: str, reason: str, rule: str = "extension") -> Change:
    """Return the change that gives an element without extensions one."""
    added = f"{owner}<bpmn:extensionElements>{extension}</bpmn:extensionElements>"
    return Change(owner, added, rule, element, reason)


MISPLACED = [
    given(BEGIN, "<zeebe:ioMapping />", "Begin", "zeebe:ioMapping has no meaning in exclusiveGateway"),
    given(
        '<bpmn:sequenceFlow id="f8" sourceRef="Split" targetRef="Rate">',
        '<zeebe:ioMapping><zeebe:input source="=1" target="x" /></zeebe:ioMapping>',
        "f8",
        "zeebe:ioMapping has no meaning in sequenceFlow",
    ),
    Change(USER_TASK, SCRIPT, "extension", "Read", "zeebe:script has no meaning in userTask"),
    Change(USER_TASK, FAX, "extension", "Read", "zeebe:taskDefinition has no meaning in userTask"),
    Change(
        SCRIPT, f"{SCRIPT}{USER_TASK}", "extension", "Weigh", "zeebe:userTask has no meaning in scriptTask"
    ),
    Change(
        FAX,
        f'{FAX}<zeebe:formDefinition formId="fax" />',
        "extension",
        "Fax",
        "zeebe:formDefinition has no meaning in sendTask",
    ),
    Change(
        '<zeebe:versionTag value="2010" />',
        '<zeebe:versionTag value="2010" /><zeebe:subscription correlationKey="=1" />',
        "extension",
        "Office",
        "zeebe:subscription has no meaning in process",
    ),
    given(
        STAMP,
        '<zeebe:loopCharacteristics inputCollection="=agencies" />',
        "Stamp",
        "zeebe:loopCharacteristics has no meaning in task",
    ),
    given(
        '<bpmn:receiveTask id="Await" messageRef="News" instantiate="false">',
        '<zeebe:taskDefinition type="await" />',
        "Await",
        "zeebe:taskDefinition has no meaning in receiveTask",
    ),
    given(
        '<bpmn:intermediateThrowEvent id="Milestone">',
        '<zeebe:taskDefinition type="milestone" />',
        "Milestone",
        "zeebe:taskDefinition has no meaning in an event that sends no message",
    ),
    given(
        '<bpmn:endEvent id="Stop">',
        '<zeebe:assignmentDefinition assignee="me" />',
        "Stop",
        "zeebe:assignmentDefinition has no meaning in endEvent",
    ),
    Change(
        "</bpmn:participant>",
        '<bpmn:extensionElements><zeebe:properties><zeebe:property name="duecourse:stage" value="x" />'
        "</zeebe:properties></bpmn:extensionElements></bpmn:participant>",
        "extension",
        "Public",
        "the property 'duecourse:stage' has no meaning in participant",
    ),
    Change(
        "<zeebe:taskHeaders>",
        "<zeebe:taskHeaders><zeebe:input source='=1' target='x' />",
        "extension",
        "Print",
        "input has no meaning in zeebe:taskHeaders",
    ),
]

UNKNOWN = [
    Change(
        SCRIPT,
        f'{SCRIPT}\n¦<zeebe:executionListeners><zeebe:executionListener eventType="start" type="x" />'
        "</zeebe:executionListeners>",
        "extension",
        "Weigh",
        "zeebe:executionListeners is not executed",
    ),
    Change(USER_TASK, "<zeebe:taskListeners />", "extension", "Read", "zeebe:taskListeners is not executed"),
    Change(
        '<zeebe:taskDefinition type="rate" />',
        '<zeebe:calledDecision decisionId="rate" /><zeebe:taskDefinition type="rate" />',
        "extension",
        "Rate",
        "zeebe:calledDecision is not executed",
    ),
    Change(
        '<zeebe:formDefinition formId="application" />',
        '<zeebe:formDefinition formId="application" formKey="bare" />',
        "extension",
        "By_hand",
        "the attribute formKey of zeebe:formDefinition is not executed",
    ),
    Change(
        'formId="reading" bindingType="deployment"',
        'formId="reading" bindingType="latest"',
        "extension",
        "Read",
        "bindingType is 'latest'; only deployment is understood",
    ),
    Change(
        CALLED, CALLED.replace("latest", "versionTag"), "extension", "Ask_agencies", "only latest is under"
    ),
    Change(
        CALLED,
        f'{CALLED} businessId="=1"',
        "extension",
        "Ask_agencies",
        "the attribute businessId of zeebe:calle",
    ),
    Change(
        'propagateAllParentVariables="false"',
        'propagateAllParentVariables="no"',
        "extension",
        "Ask_agencies",
        "propagateAllParentVariables is 'no'; only true or false or 1 or 0 is understood",
    ),
    Change(
        STAMP, '<bpmn:task id="Stamp" zeebe:retryCounter="3">', "extension", "Stamp", "zeebe:retryCounter"
    ),
    Change(
        SCRIPT,
        SCRIPT.replace(" />", ' zeebe:loud="yes" />'),
        "extension",
        "Weigh",
        "the attribute zeebe:loud is not executed",
    ),
]

INCOMPLETE = [
    Change(
        SCRIPT, '<zeebe:script expression="=1" />', "extension", "Weigh", "needs the attribute resultVariable"
    ),
    Change(' key="side" />', " />", "extension", "Print", "zeebe:header needs the attribute key"),
    Change(
        'correlationKey="=case_id" messageId',
        'correlationKey=" " messageId',
        "extension",
        "Post",
        "the attribute correlationKey of zeebe:publishMessage is empty",
    ),
    Change(
        'candidateGroups="clerks, readers"',
        'candidateGroups=""',
        "extension",
        "Read",
        "the attribute candidateGroups of zeebe:assignmentDefinition is empty",
    ),
    Change(
        '<zeebe:property name="colour" />', '<zeebe:property value="red" />', "extension", "Office", "name"
    ),
    Change(
        '<zeebe:property name="colour" />',
        '<zeebe:property name=" " />',
        "extension",
        "Office",
        "the attribute name of zeebe:property is empty",
    ),
    Change(
        '<zeebe:publishMessage correlationKey="=case_id" messageId',
        '<zeebe:taskHeaders /><zeebe:publishMessage correlationKey="=case_id" messageId',
        "extension",
        "Post",
        "zeebe:taskHeaders has no meaning without zeebe:taskDefinition",
    ),
]

TWICE = [
    Change(FAX, f"{FAX}\n¦{FAX}", "twice", "Fax", "sendTask has a second zeebe:taskDefinition"),
    Change(
        '<zeebe:property name="colour" />',
        '<zeebe:property name="colour" />\n¦<zeebe:property name=" colour" value="red" />',
        "twice",
        "Office",
        "the property 'colour' stands in line",
    ),
    Change(
        '<zeebe:header key="tray" value="2" />',
        '<zeebe:header key="tray" value="2" /><zeebe:header key="tray" value="3" />',
        "twice",
        "Print",
        "the header 'tray' stands in line",
    ),
    Change(
        '<zeebe:publishMessage correlationKey="=case_id" />',
        '<zeebe:publishMessage correlationKey="=case_id" /><zeebe:publishMessage />',
        "twice",
        "Tell_public_definition",
        "messageEventDefinition has a second zeebe:publishMessage",
    ),
    given(
        '<bpmn:intermediateThrowEvent id="Tell_public">',
        "<zeebe:publishMessage />",
        "Tell_public",
        "intermediateThrowEvent has a second zeebe:publishMessage",
        rule="twice",
    ),
]

ENGINES = [
    given(
        STAMP,
        '<z:ioMapping xmlns:z="http://camunda.org/schema/zeebe/2.0" />',
        "Stamp",
        "ioMapping is an extension of Camunda (http://camunda.org/schema/zeebe/2.0)",
        rule="engine",
    ),
    Change(
        STAMP,
        f'<bpmn:task id="Stamp" {CAMUNDA} camunda:asyncBefore="true">',
        "engine",
        "Stamp",
        "asyncBefore is an extension of Camunda (http://camunda.org/schema/1.0/bpmn), which is not executed",
    ),
    given(
        STAMP,
        '<activiti:executionListener xmlns:activiti="http://activiti.org/bpmn" class="x" />',
        "Stamp",
        "executionListener is an extension of Activiti",
        rule="engine",
    ),
    given(
        STAMP,
        '<flowable:field xmlns:flowable="http://flowable.org/bpmn" />',
        "Stamp",
        "field is an extension of Flowable",
        rule="engine",
    ),
    Change(
        SCRIPT,
        SCRIPT.replace(" />", f' {CAMUNDA} camunda:resource="x" />'),
        "engine",
        "Weigh",
        "resource is an extension of Camunda",
    ),
]


@pytest.mark.parametrize("change", MISPLACED, ids=str)
def test_an_extension_without_meaning_where_it_stands_is_refused(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", [*UNKNOWN, *INCOMPLETE], ids=str)
def test_an_extension_that_is_not_understood_or_not_complete_is_refused(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", TWICE, ids=str)
def test_what_stands_twice_is_refused(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", ENGINES, ids=str)
def test_the_extensions_of_other_engines_are_refused(change: Change) -> None:
    check(change)
