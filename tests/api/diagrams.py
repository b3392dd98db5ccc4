"""Small diagrams and forms, each made for what the tests of the interface look at."""

import json
from itertools import pairwise
from typing import Final

from duecourse.model.json import Json

_NAMESPACES: Final = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def diagram(process: str, body: str, beside: str = "", *, variables: str = "") -> bytes:
    """Return a file with one process; ``beside`` stands before it, ``variables`` come from outside."""
    known = ""
    if variables:
        known = (
            "<extensionElements><zeebe:properties>"
            f'<zeebe:property name="duecourse:variables" value="{variables}"/>'
            "</zeebe:properties></extensionElements>\n"
        )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<definitions {_NAMESPACES} id="file" targetNamespace="tests">\n{beside}\n'
        f'<process id="{process}" name="The {process}" isExecutable="true">\n{known}{body}\n</process>\n'
        "</definitions>\n"
    )
    return text.encode()


def form(form_id: str, *fields: Json) -> bytes:
    """Return the file of a form."""
    return json.dumps({"type": "default", "id": form_id, "components": fields}).encode()


def flows(*names: str) -> str:
    """Return the sequence flows that connect elements in a row."""
    return "\n".join(
        f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'
        for source, target in pairwise(names)
    )


GRANT: Final = diagram(
    "grant",
    """
<startEvent id="asked">
  <extensionElements><zeebe:formDefinition formId="grant-asked"/></extensionElements>
</startEvent>
<userTask id="check" name="Check the application">
  <extensionElements>
    <zeebe:assignmentDefinition candidateGroups="clerks"/>
    <zeebe:formDefinition formId="grant-checked"/>
    <zeebe:taskSchedule dueDate="2030-01-31T12:00:00Z" followUpDate="2030-01-01T12:00:00Z"/>
    <zeebe:properties>
      <zeebe:property name="duecourse:stage" value="checking"/>
      <zeebe:property name="duecourse:constraint:AMOUNT_TOO_HIGH" value="=amount &lt;= 1000"/>
      <zeebe:property name="duecourse:message:AMOUNT_TOO_HIGH" value="A clerk grants 1000 at most."/>
    </zeebe:properties>
  </extensionElements>
</userTask>
<userTask id="sign" name="Sign the letter">
  <extensionElements>
    <zeebe:assignmentDefinition candidateGroups="board"/>
    <zeebe:properties>
      <zeebe:property name="duecourse:unavailable" value="NOT_CHECKED_YET"/>
      <zeebe:property name="duecourse:message:NOT_CHECKED_YET" value="Nobody has checked it yet."/>
    </zeebe:properties>
  </extensionElements>
</userTask>
<endEvent id="granted"/>
"""
    + flows("asked", "check", "sign", "granted"),
)
ASKED: Final = form(
    "grant-asked", {"type": "textfield", "id": "who", "key": "applicant", "label": "Who asks"}
)
CHECKED: Final = form(
    "grant-checked",
    {
        "type": "number",
        "id": "how_much",
        "key": "amount",
        "label": "How much",
        "validate": {"required": True},
    },
    {"type": "textfield", "id": "why", "key": "remark", "label": "Why"},
)

LETTER: Final = diagram(
    "letter",
    """
<startEvent id="begin"/>
<serviceTask id="post" name="Post the letter">
  <extensionElements>
    <zeebe:taskDefinition type="post" retries="3"/>
    <zeebe:taskHeaders><zeebe:header key="urgency" value="high"/></zeebe:taskHeaders>
  </extensionElements>
</serviceTask>
<endEvent id="posted"/>
<boundaryEvent id="returned" attachedToRef="post"><errorEventDefinition errorRef="gone"/></boundaryEvent>
<endEvent id="given_up"/>
"""
    + flows("begin", "post", "posted")
    + flows("returned", "given_up"),
    '<error id="gone" errorCode="GONE"/>',
)

ANSWER: Final = diagram(
    "answer",
    """
<startEvent id="begin"/>
<receiveTask id="wait" name="Wait for the answer" messageRef="answered"/>
<endEvent id="end"/>
<boundaryEvent id="too_late" attachedToRef="wait">
  <timerEventDefinition><timeDuration xsi:type="tFormalExpression">P30D</timeDuration></timerEventDefinition>
</boundaryEvent>
<endEvent id="late"/>
"""
    + flows("begin", "wait", "end")
    + flows("too_late", "late"),
    '<message id="answered" name="answered"><extensionElements>'
    '<zeebe:subscription correlationKey="=reference"/></extensionElements></message>',
    variables="reference",
)

COMPLAINT: Final = diagram(
    "complaint",
    """
<startEvent id="complained"><messageEventDefinition messageRef="complaining"/></startEvent>
<userTask id="read" name="Read it"><extensionElements>
  <zeebe:assignmentDefinition candidateUsers="clara"/></extensionElements></userTask>
<endEvent id="end"/>
"""
    + flows("complained", "read", "end"),
    '<message id="complaining" name="complaint"/>',
)

CHOICE: Final = diagram(
    "choice",
    """
<startEvent id="begin"/>
<exclusiveGateway id="which" name="Approved?" default="which_no"/>
<endEvent id="yes"/>
<endEvent id="no"/>
<sequenceFlow id="which_yes" sourceRef="which" targetRef="yes">
  <conditionExpression xsi:type="tFormalExpression">=approved</conditionExpression>
</sequenceFlow>
<sequenceFlow id="which_no" sourceRef="which" targetRef="no"/>
"""
    + flows("begin", "which"),
    variables="approved",
)

LANES: Final = diagram(
    "lanes",
    """
<laneSet id="rows"><lane id="office"><extensionElements><zeebe:properties>
  <zeebe:property name="duecourse:candidateGroup" value="clerks"/></zeebe:properties></extensionElements>
  <flowNodeRef>begin</flowNodeRef><flowNodeRef>work</flowNodeRef><flowNodeRef>end</flowNodeRef>
</lane></laneSet>
<startEvent id="begin"/><userTask id="work" name="Work"/><endEvent id="end"/>
"""
    + flows("begin", "work", "end"),
)

PARTS: Final = diagram(
    "parts",
    """
<startEvent id="begin"/>
<userTask id="part" name="Do a part"><extensionElements>
  <zeebe:assignmentDefinition candidateGroups="clerks"/></extensionElements>
  <multiInstanceLoopCharacteristics><extensionElements>
    <zeebe:loopCharacteristics inputCollection="=list" inputElement="item"/>
  </extensionElements></multiInstanceLoopCharacteristics>
</userTask>
<endEvent id="end"/>
"""
    + flows("begin", "part", "end"),
    variables="list",
)

FILES: Final = {
    "grant.bpmn": GRANT,
    "grant-asked.form": ASKED,
    "grant-checked.form": CHECKED,
    "letter.bpmn": LETTER,
    "answer.bpmn": ANSWER,
    "complaint.bpmn": COMPLAINT,
    "choice.bpmn": CHOICE,
    "lanes.bpmn": LANES,
    "parts.bpmn": PARTS,
}
