"""Conditions, default flows and gateways that break a rule of the standard."""

import pytest

from tests.diagram.breaking import Change, agency, check, through


def conditional(flow: str, element: str, reason: str) -> Change:
    """Return the change that gives a sequence flow a condition."""
    condition = "<bpmn:conditionExpression>=x</bpmn:conditionExpression></bpmn:sequenceFlow>"
    return Change(flow, f"{flow[:-3]}>{condition}", "condition", element, reason)


def gateway(kind: str, flows: dict[str, str], rule: str, reason: str, *beside: str) -> Change:
    """Return the change that puts a gateway behind the start of the agency."""
    drawn = f"¦<bpmn:{kind} id='G' />"
    return agency(drawn, *beside, flows={"Agency_start": "G", **flows}, rule=rule, element="G", reason=reason)


CONDITIONS = [
    conditional(
        '<bpmn:sequenceFlow id="f23" sourceRef="All" targetRef="Ask_agencies" />',
        "f23",
        "a sequence flow out of parallelGateway cannot have a condition",
    ),
    conditional(
        '<bpmn:sequenceFlow id="g2" sourceRef="Which_first" targetRef="On_day" />',
        "g2",
        "a sequence flow out of eventBasedGateway cannot have a condition",
    ),
    conditional(
        '<bpmn:sequenceFlow id="f1" sourceRef="By_hand" targetRef="Begin" />',
        "f1",
        "a sequence flow out of startEvent cannot have a condition",
    ),
    conditional(
        '<bpmn:sequenceFlow id="f27" sourceRef="Stamp" targetRef="Post" />',
        "f27",
        "the only sequence flow out of 'Stamp' cannot have a condition",
    ),
    Change('default="f6"', 'default="f9"', "default", "Split", "the default flow 'f9' does not leave this"),
    Change('default="f6"', 'default="f7"', "default", "Split", "the default flow 'f7' has a condition"),
    Change(
        'default="f14"', 'default="gone"', "default", "File", "the default flow 'gone' does not leave this"
    ),
]

CATCH_NEWS = (
    "<bpmn:intermediateCatchEvent id='{}'><bpmn:messageEventDefinition messageRef='News' />"
    "</bpmn:intermediateCatchEvent>"
)
AFTER = {"One": "Agency_end", "Two": "Agency_end"}

GATEWAYS = [
    through("<bpmn:exclusiveGateway id='G' />", "G", "gateway", "neither splits nor joins"),
    Change(
        '<bpmn:exclusiveGateway id="Begin" gatewayDirection="Converging">',
        '<bpmn:exclusiveGateway id="Begin" gatewayDirection="Mixed">',
        "gateway",
        "Begin",
        "gatewayDirection is Mixed, but it has 3 sequence flows in and 1 out",
    ),
    Change(
        '<bpmn:exclusiveGateway id="Begin" gatewayDirection="Converging">',
        '<bpmn:exclusiveGateway id="Begin" gatewayDirection="Diverging">',
        "gateway",
        "Begin",
        "gatewayDirection is Diverging",
    ),
    Change(
        'gatewayDirection="Diverging" default="f6"',
        'gatewayDirection="Converging" default="f6"',
        "gateway",
        "Split",
        "gatewayDirection is Converging, but it has 1 sequence flows in and 3 out",
    ),
    gateway(
        "eventBasedGateway",
        {"G": "One", "One": "Agency_end"},
        "event-based",
        "an event-based gateway needs at least two events behind it",
        CATCH_NEWS.format("One"),
    ),
    agency(
        "<bpmn:eventBasedGateway id='G' />",
        "¦<bpmn:task id='One' />",
        CATCH_NEWS.format("Two"),
        flows={"Agency_start": "G", "G": "One", "G ": "Two", **AFTER},
        rule="event-based",
        element="One",
        reason="only catch events and receive tasks may follow an event-based gateway",
    ),
    agency(
        "<bpmn:parallelGateway id='P' /><bpmn:eventBasedGateway id='G' />",
        f"¦{CATCH_NEWS.format('One')}",
        CATCH_NEWS.format("Two"),
        flows={"Agency_start": "P", "P": "G", "P ": "One", "G": "One", "G ": "Two", **AFTER},
        rule="event-based",
        element="One",
        reason="an event behind an event-based gateway has no other flow into it",
    ),
    gateway(
        "eventBasedGateway",
        {"G": "One", "G ": "Two", **AFTER},
        "event-based",
        "behind an event-based gateway stand message events or receive tasks, not both",
        "<bpmn:receiveTask id='One' messageRef='News' />",
        CATCH_NEWS.format("Two"),
    ),
    agency(
        "<bpmn:eventBasedGateway id='G' />",
        "¦<bpmn:receiveTask id='One' messageRef='News'><bpmn:multiInstanceLoopCharacteristics>"
        "<bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:receiveTask>",
        "<bpmn:receiveTask id='Two' messageRef='News' />",
        flows={"Agency_start": "G", "G": "One", "G ": "Two", **AFTER},
        rule="event-based",
        element="One",
        reason="a task behind an event-based gateway cannot be multi-instance",
    ),
    agency(
        "<bpmn:eventBasedGateway id='G' />",
        "¦<bpmn:receiveTask id='One' messageRef='News' />",
        "<bpmn:receiveTask id='Two' messageRef='News' />",
        "<bpmn:boundaryEvent id='B' attachedToRef='One'><bpmn:errorEventDefinition /></bpmn:boundaryEvent>",
        flows={"Agency_start": "G", "G": "One", "G ": "Two", **AFTER, "B": "Agency_end"},
        rule="event-based",
        element="One",
        reason="a task behind an event-based gateway has no boundary events",
    ),
]


@pytest.mark.parametrize("change", CONDITIONS, ids=str)
def test_conditions_and_defaults_stand_where_a_choice_is_made(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", GATEWAYS, ids=str)
def test_gateways_split_or_join(change: Change) -> None:
    check(change)
