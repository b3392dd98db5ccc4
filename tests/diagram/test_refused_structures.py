"""Processes, sub-processes and paths that break a rule of the standard."""

import pytest

from tests.diagram.breaking import AGENCY_END, AGENCY_FLOW, AGENCY_START, Change, agency, check, through

SCOPES = [
    Change(
        f"{AGENCY_START}\n    {AGENCY_END}\n    {AGENCY_FLOW}",
        "",
        "empty",
        "Agency",
        "there is nothing in it",
    ).moved_to('<bpmn:process id="Agency"'),
    Change(
        f"{AGENCY_START}\n    {AGENCY_END}\n    {AGENCY_FLOW}",
        AGENCY_END,
        "start",
        "Agency",
        "the process has no start event",
    ).moved_to('<bpmn:process id="Agency"'),
    agency(
        "¦<bpmn:startEvent id='Again' />",
        flows={"Agency_start": "Agency_end", "Again": "Agency_end"},
        rule="start",
        element="Again",
        reason="the process has a start event without a trigger already: 'Agency_start' in line",
    ),
    agency(
        "<bpmn:startEvent id='One'><bpmn:messageEventDefinition messageRef='Letter' /></bpmn:startEvent>",
        "¦<bpmn:startEvent id='Two'><bpmn:messageEventDefinition messageRef='Letter' /></bpmn:startEvent>",
        flows={"Agency_start": "Agency_end", "One": "Agency_end", "Two": "Agency_end"},
        rule="start",
        element="Two",
        reason="the process has a start event by the message 'letter' already: 'One' in line",
    ),
    agency(
        "¦<bpmn:startEvent id='Wrong'><bpmn:errorEventDefinition errorRef='Refused' /></bpmn:startEvent>",
        flows={"Agency_start": "Agency_end", "Wrong": "Agency_end"},
        rule="start",
        element="Wrong",
        reason="a process cannot be started by an error or an escalation",
    ),
    through(
        "<bpmn:subProcess id='Sub'><bpmn:endEvent id='Sub_end' /></bpmn:subProcess>",
        "Sub",
        "start",
        "a sub-process needs exactly one start event; this one has 0",
    ),
    through("<bpmn:subProcess id='Sub' />", "Sub", "empty", "there is nothing in it"),
    Change(
        '<bpmn:startEvent id="Inquiry_start">\n        <bpmn:outgoing>g1</bpmn:outgoing>',
        '<bpmn:startEvent id="Inquiry_start">\n        <bpmn:outgoing>g1</bpmn:outgoing>'
        '<bpmn:messageEventDefinition messageRef="News" />',
        "start",
        "Inquiry_start",
        "the start event of a sub-process has no trigger",
    ),
    Change(
        '<bpmn:timerEventDefinition id="Time_definition">\n          '
        '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1Y</bpmn:timeDuration>\n        '
        "</bpmn:timerEventDefinition>",
        "",
        "start",
        "Time",
        "the start event of an event sub-process needs a trigger",
    ).moved_to('<bpmn:startEvent id="Time"'),
    agency(
        "¦<bpmn:subProcess id='Sub' triggeredByEvent='true'>"
        "<bpmn:startEvent id='Sub_start'><bpmn:errorEventDefinition /></bpmn:startEvent>"
        "<bpmn:endEvent id='Sub_end' /><bpmn:sequenceFlow sourceRef='Sub_start' targetRef='Sub_end' />"
        "</bpmn:subProcess>",
        flows={"Agency_start": "Sub", "Sub": "Agency_end"},
        rule="event-sub-process",
        element="Sub",
        reason="an event sub-process has no sequence flows",
    ),
    Change(
        '<bpmn:startEvent id="Error">',
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2</bpmn:loopCardinality>"
        '</bpmn:multiInstanceLoopCharacteristics><bpmn:startEvent id="Error">',
        "event-sub-process",
        "On_error",
        "an event sub-process cannot be multi-instance",
    ).moved_to('<bpmn:subProcess id="On_error"'),
    Change(
        f"{AGENCY_END}\n    {AGENCY_FLOW}",
        "<bpmn:task id='Loop' /><bpmn:sequenceFlow sourceRef='Agency_start' targetRef='Loop' />"
        "<bpmn:sequenceFlow sourceRef='Loop' targetRef='Loop' />",
        "end",
        "Agency",
        "there is no end event in it",
    ).moved_to('<bpmn:process id="Agency"'),
]

PATHS = [
    agency(
        "¦<bpmn:task id='Last' />",
        "<bpmn:parallelGateway id='Two' />",
        flows={"Agency_start": "Two", "Two": "Last", "Two ": "Agency_end"},
        rule="dead-end",
        element="Last",
        reason="no sequence flow leads on from it, and it is no end event",
    ),
    agency(
        "¦<bpmn:task id='Last'>"
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2</bpmn:loopCardinality>"
        "</bpmn:multiInstanceLoopCharacteristics></bpmn:task>",
        "<bpmn:parallelGateway id='Two' />",
        flows={"Agency_start": "Two", "Two": "Last", "Two ": "Agency_end"},
        rule="dead-end",
        element="Last",
        reason="no sequence flow leads on from it",
    ),
    agency(
        "<bpmn:task id='Work' />",
        "¦<bpmn:boundaryEvent id='Late_one' attachedToRef='Work'><bpmn:timerEventDefinition>"
        "<bpmn:timeDate>=today()</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>",
        flows={"Agency_start": "Work", "Work": "Agency_end"},
        rule="dead-end",
        element="Late_one",
        reason="no sequence flow leads on from it",
    ),
    agency(
        "¦<bpmn:startEvent id='Unused'><bpmn:messageEventDefinition messageRef='Letter' /></bpmn:startEvent>",
        flows={"Agency_start": "Agency_end"},
        rule="dead-end",
        element="Unused",
        reason="no sequence flow leads on from it",
    ),
    agency(
        "¦<bpmn:endEvent id='Middle' />",
        flows={"Agency_start": "Middle", "Middle": "Agency_end"},
        rule="end",
        element="Middle",
        reason="an end event has no sequence flow out of it",
    ),
    agency(
        "no start",
        "¦<bpmn:startEvent id='Agency_start' />",
        "<bpmn:parallelGateway id='Two' />",
        flows={"Agency_start": "Two", "Two": "Agency_start", "Two ": "Agency_end"},
        rule="start",
        element="Agency_start",
        reason="a start event has no sequence flow into it",
    ),
    agency(
        "<bpmn:task id='Work' />",
        "¦<bpmn:boundaryEvent id='Late_one' attachedToRef='Work'><bpmn:timerEventDefinition>"
        "<bpmn:timeDate>=today()</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>",
        flows={"Agency_start": "Work", "Work": "Late_one", "Late_one": "Agency_end"},
        rule="boundary",
        element="Late_one",
        reason="a boundary event has no sequence flow into it",
    ),
]


@pytest.mark.parametrize("change", SCOPES, ids=str)
def test_processes_and_sub_processes_start_and_end_as_the_standard_says(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", PATHS, ids=str)
def test_every_path_leads_from_a_start_to_an_end(change: Change) -> None:
    check(change)
