"""Ids and what refers to them: declarations, flows and boundary events."""

import pytest

from tests.diagram.breaking import Change, check, line_of

AGENCY_FLOW = '<bpmn:sequenceFlow sourceRef="Agency_start" targetRef="Agency_end" />'
UNUSED = '<bpmn:signal id="Signal_unused"'
MORE_NEWS = '<bpmn:messageEventDefinition id="More_news_definition" messageRef="News" />'


def misspelt(old: str, new: str, element: str, reason: str, rule: str = "reference") -> Change:
    """Return a change to a reference."""
    return Change(old, new, rule, element, reason)


IDS = [
    Change(
        'id="File_state"',
        'id="Archive"',
        "duplicate-id",
        "Archive",
        f"the id 'Archive' stands in line {line_of('<bpmn:dataStore ')} too",
    ),
    Change(
        '<bpmn:transaction id="Other_transaction" />',
        '<bpmn:transaction id="Read" />',
        "duplicate-id",
        "Read",
        f"the id 'Read' stands in line {line_of('<bpmn:userTask')} too",
    ),
    Change(UNUSED, '<bpmn:signal id="2nd"', "id", "2nd", "'2nd' is no id: an id begins with a letter or _"),
    Change(UNUSED, '<bpmn:signal id="a b"', "id", "a b", "'a b' is no id"),
    Change(UNUSED, '<bpmn:signal id="x:y"', "id", "x:y", "'x:y' is no id"),
    Change(UNUSED, '<bpmn:signal id=""', "id", "Complete", "'' is no id"),
    Change(UNUSED, f'<bpmn:signal id="{"i" * 256}"', "id", "i" * 255, "iii…' is no id"),
    Change('<bpmn:process id="Agency"', "<bpmn:process", "id", "Complete", "a process needs an id"),
    Change('<bpmn:lane id="Clerks"', "<bpmn:lane", "lane", "Inner_lanes", "a lane needs an id"),
]

DECLARED = [
    misspelt(
        'id="On_news_definition" messageRef="News"',
        'id="On_news_definition" messageRef="Gossip"',
        "On_news_definition",
        "messageRef: there is no message 'Gossip'",
    ),
    misspelt(
        '<bpmn:receiveTask id="Await" messageRef="News"',
        '<bpmn:receiveTask id="Await" messageRef="Late"',
        "Await",
        f"messageRef: 'Late' is no message, but the escalation of line {line_of('<bpmn:escalation ')}",
    ),
    misspelt(
        'messageRef="this:Letter"',
        'messageRef="that:Letter"',
        "By_letter_definition",
        "messageRef: there is no message 'that:Letter'",
    ),
    misspelt(
        'messageRef="this:Letter"',
        'messageRef="vendor:Letter"',
        "By_letter_definition",
        "messageRef: there is no message 'vendor:Letter'",
    ),
    misspelt(
        'sourceRef="Read" targetRef="Annotation"',
        'sourceRef="Read" targetRef="Gone"',
        "Association",
        "targetRef: there is no element 'Gone'",
    ),
    misspelt(
        'errorRef="Refused" />\n      </bpmn:endEvent>',
        'errorRef="Gone" />\n      </bpmn:endEvent>',
        "Refuse_definition",
        "errorRef: there is no error 'Gone'",
    ),
    misspelt(
        'dataObjectRef="File_data"', 'dataObjectRef="Archive"', "File_drawn", "'Archive' is no dataObject"
    ),
    misspelt('categoryValueRef="Urgent"', 'categoryValueRef="Category"', "Group", "is no categoryValue"),
    misspelt(
        "<bpmn:categoryValueRef>Urgent<", "<bpmn:categoryValueRef>Gone<", "File", "categoryValue 'Gone'"
    ),
    misspelt(
        'processRef="Other"', 'processRef="Gone"', "Other_pool", "processRef: there is no process 'Gone'"
    ),
    misspelt('Ref="Collaboration">', 'Ref="Item">', "Office", "'Item' is no collaboration"),
    misspelt(
        MORE_NEWS,
        MORE_NEWS.replace(' messageRef="News"', ""),
        "More_news_definition",
        "the message event does not say which message",
        rule="message",
    ),
    misspelt(
        '<bpmn:message id="Letter" name="letter" />',
        '<bpmn:message id="Letter" name=" " />',
        "Letter",
        "a message that is sent or awaited needs a name",
        rule="message",
    ),
    misspelt(
        'id="Refuse_definition" errorRef="Refused"',
        'id="Refuse_definition"',
        "Refuse_definition",
        "the event does not say which error it throws",
        rule="error",
    ),
    misspelt(
        'id="Warn_definition" escalationRef="Late"',
        'id="Warn_definition"',
        "Warn_definition",
        "the event does not say which escalation it throws",
        rule="escalation",
    ),
    misspelt(
        'calledElement="this:Agency"',
        'calledElement="vendor:Agency"',
        "Ask_once",
        "the prefix of 'vendor:Agency' is not that of the target namespace",
        rule="called-element",
    ),
    misspelt(
        '<bpmn:callActivity id="Ask_agencies">',
        '<bpmn:callActivity id="Ask_agencies" calledElement="Office">',
        "Ask_agencies",
        "calledElement says 'Office', but zeebe:calledElement 'Agency'",
        rule="called-element",
    ),
    misspelt(
        ' calledElement="this:Agency"',
        "",
        "Ask_once",
        "the call activity does not say which process it calls",
        rule="called-element",
    ),
]

FLOWS = [
    misspelt(
        AGENCY_FLOW,
        AGENCY_FLOW.replace("_end", "_ende"),
        "Agency",
        "targetRef: there is no element 'Agency_ende'",
        "flow-ends",
    ),
    misspelt(
        AGENCY_FLOW,
        AGENCY_FLOW.replace("Agency_end", "Stop"),
        "Agency",
        "targetRef: 'Stop' is not in the same process",
        "flow-ends",
    ),
    misspelt(
        AGENCY_FLOW,
        AGENCY_FLOW.replace("Agency_end", "Lanes"),
        "Agency",
        f"'Lanes' is the laneSet of line {line_of('<bpmn:laneSet')}, which is no flow node",
        "flow-ends",
    ),
    misspelt(
        AGENCY_FLOW,
        AGENCY_FLOW.replace(' targetRef="Agency_end"', ""),
        "Agency",
        "sequenceFlow needs the attribute targetRef",
        "attribute",
    ),
    misspelt(
        "<bpmn:incoming>f31</bpmn:incoming>",
        "<bpmn:incoming>f31</bpmn:incoming>\n¦<bpmn:incoming>f30</bpmn:incoming>",
        "Milestone",
        "incoming names 'f30', which is no such flow of the element",
        rule="flow-references",
    ),
    misspelt(
        "<bpmn:incoming>f31</bpmn:incoming>",
        "",
        "Milestone",
        "the element does not name the sequence flow 'f31' of line",
        rule="flow-references",
    ).moved_to('<bpmn:intermediateThrowEvent id="Milestone">'),
    misspelt(
        '<bpmn:boundaryEvent id="Refusal" attachedToRef="Inquiry">',
        '<bpmn:boundaryEvent id="Refusal" attachedToRef="Refusal">',
        "Refusal",
        "attachedToRef: 'Refusal' is no activity of the same process or sub-process",
        rule="boundary",
    ),
    misspelt(
        '<bpmn:boundaryEvent id="Refusal" attachedToRef="Inquiry">',
        '<bpmn:boundaryEvent id="Refusal" attachedToRef="Which_first">',
        "Refusal",
        "attachedToRef: 'Which_first' is no activity of the same process or sub-process",
        rule="boundary",
    ),
    misspelt(
        '<bpmn:boundaryEvent id="Refusal" attachedToRef="Inquiry">',
        '<bpmn:boundaryEvent id="Refusal" attachedToRef="On_error">',
        "Refusal",
        "attachedToRef: 'On_error' is no activity",
        rule="boundary",
    ),
]


@pytest.mark.parametrize("change", IDS, ids=str)
def test_an_id_names_one_element(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", DECLARED, ids=str)
def test_what_is_referred_to_is_declared(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", FLOWS, ids=str)
def test_flows_and_boundary_events_connect_what_is_in_the_same_scope(change: Change) -> None:
    check(change)
