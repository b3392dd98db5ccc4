"""Elements that are not understood, or stand where they have no meaning."""

import pytest

from tests.diagram.breaking import Change, check

CONDITION = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">rated</bpmn:conditionExpression>'
STAMP = '<bpmn:task id="Stamp" name="Stamp">'
CARDINALITY = '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">3</bpmn:loopCardinality>'
SIGNAL = '<bpmn:signalEventDefinition signalRef="Signal_unused" />'
WAIT = "<bpmn:timeDuration>=duration(patience)</bpmn:timeDuration>"

ELEMENTS = [
    Change(
        "<bpmn:scriptTask id=",
        f'<bpmn:transaction id="Deal" />{"<bpmn:scriptTask id="}',
        "element",
        "Deal",
        "transaction is not executed",
    ),
    Change(
        '<bpmn:terminateEventDefinition id="Stop_definition" />',
        SIGNAL,
        "element",
        "Stop",
        "signalEventDefinition is not executed",
    ),
    Change(
        '<bpmn:timerEventDefinition id="On_day_definition">',
        f'{SIGNAL}\n          \n          <bpmn:timerEventDefinition id="On_day_definition">',
        "element",
        "On_day",
        "signalEventDefinition is not executed",
    ),
    Change(
        f"{STAMP}\n",
        f"{STAMP}\n<bpmn:property id='Note' />\n".replace("<bpmn:property", "¦<bpmn:property"),
        "element",
        "Note",
        "property is not executed; what enters and leaves an element is said by zeebe:ioMapping",
    ),
    Change(
        '<bpmn:multiInstanceLoopCharacteristics isSequential="true">',
        '<bpmn:standardLoopCharacteristics id="Loop" />'
        '<bpmn:multiInstanceLoopCharacteristics isSequential="true">',
        "element",
        "Loop",
        "draw the loop with gateways",
    ),
    Change(
        '<bpmn:manualTask id="File" default="f14">',
        '<bpmn:manualTask id="File" default="f14">\n¦<bpmn:potentialOwner id="Owner"><bpmn:resourceRef>'
        "Resource</bpmn:resourceRef></bpmn:potentialOwner>",
        "element",
        "Owner",
        "said by its lane, or by zeebe:assignmentDefinition",
    ),
    Change(
        '<bpmn:extension definition="vendor:words" mustUnderstand="false" />',
        '<bpmn:import importType="urn:x" location="other.bpmn" namespace="urn:x" />',
        "element",
        "Complete",
        "import is not executed",
    ),
    Change(
        '<bpmn:errorEventDefinition id="Error_definition" errorRef="Refused" />',
        "<bpmn:eventDefinitionRef>Refusal_definition</bpmn:eventDefinitionRef>",
        "element",
        "Error",
        "write the event definition into the event itself",
    ),
    Change(
        '<bpmn:dataObject id="File_data"',
        '<bpmn:chimera />\n<bpmn:dataObject id="File_data"',
        "element",
        "Office",
        "chimera is not executed",
    ),
]

PLACES = [
    Change(
        '<bpmn:dataObject id="File_data"',
        '<bpmn:signal id="Astray" />\n<bpmn:dataObject id="File_data"',
        "placement",
        "Astray",
        "signal has no meaning in process",
    ),
    Change(
        "<bpmn:documentation>Read it all.</bpmn:documentation>",
        '<bpmn:documentation>Read it all.<bpmn:task id="Told" /></bpmn:documentation>',
        "placement",
        "Told",
        "task has no meaning in documentation",
    ),
    Change(
        f"{STAMP}\n",
        f"{STAMP}\n¦<bpmn:startEvent id='Inner' />\n",
        "placement",
        "Inner",
        "startEvent has no meaning in task",
    ),
    Change(
        '<bpmn:terminateEventDefinition id="Stop_definition" />',
        '<bpmn:timerEventDefinition id="Stop_definition">\n'
        "<bpmn:timeDate>=today()</bpmn:timeDate></bpmn:timerEventDefinition>",
        "placement",
        "Stop_definition",
        "timerEventDefinition has no meaning in endEvent",
    ),
    Change(
        f"{STAMP}\n",
        f"{STAMP}\n¦<vendor:sheet />\n",
        "placement",
        "Stamp",
        "sheet has no meaning in task: extensions stand in extensionElements",
    ),
    Change(
        f"{STAMP}\n",
        f"{STAMP}\n¦<zeebe:userTask />\n",
        "placement",
        "Stamp",
        "userTask has no meaning in task: extensions stand in extensionElements",
    ),
    Change(
        "<vendor:fold />",
        '<bpmn:userTask id="Hidden" />',
        "placement",
        "Hidden",
        "userTask has no meaning in sheet",
    ),
    Change(
        "<vendor:fold />",
        '<zeebe:script expression="=1" resultVariable="x" />',
        "placement",
        "Office",
        "script has no meaning in sheet",
    ),
    Change(
        '<dc:Bounds x="100"',
        '<bpmn:task id="Drawn" /><dc:Bounds x="100"',
        "placement",
        "Drawn",
        "task has no meaning in BPMNShape",
    ),
    Change(
        '<bpmn:dataObject id="File_data"',
        '<bpmndi:BPMNDiagram />\n<bpmn:dataObject id="File_data"',
        "placement",
        "Office",
        "BPMNDiagram has no meaning in process",
    ),
    Change(
        "<bpmn:flowNodeRef>Weigh</bpmn:flowNodeRef>",
        '<bpmn:flowNodeRef>Weigh</bpmn:flowNodeRef><bpmn:lane id="Lane" />',
        "placement",
        "Lane",
        "lane has no meaning in lane",
    ),
    Change(
        WAIT,
        "<bpmn:timeDuration>=duration(patience)<bpmn:documentation /></bpmn:timeDuration>",
        "placement",
        "After_while_definition",
        "documentation has no meaning in timeDuration",
    ),
]

TWICE = [
    Change(
        CARDINALITY,
        f"{CARDINALITY}\n{CARDINALITY}".replace("\n", "\n¦"),
        "twice",
        "Stamp",
        "multiInstanceLoopCharacteristics has a second loopCardinality",
    ),
    Change(
        CONDITION,
        f"{CONDITION}\n¦{CONDITION}",
        "twice",
        "f8",
        "sequenceFlow has a second conditionExpression",
    ),
    Change(
        "<bpmn:categoryValueRef>Urgent</bpmn:categoryValueRef>",
        "<bpmn:extensionElements />\n¦<bpmn:extensionElements />",
        "twice",
        "File",
        "manualTask has a second extensionElements",
    ),
    Change(
        "<bpmn:text>for <b>people</b></bpmn:text>",
        "<bpmn:text>for</bpmn:text><bpmn:text>people</bpmn:text>",
        "twice",
        "Annotation",
        "textAnnotation has a second text",
    ),
]


@pytest.mark.parametrize("change", [*ELEMENTS, *PLACES, *TWICE], ids=str)
def test_an_element_that_has_no_meaning_is_refused(change: Change) -> None:
    check(change)
