"""Pools, lanes and message flows: who is where, and who writes to whom."""

import pytest

from tests.diagram.breaking import Change, check

WEIGH = "<bpmn:flowNodeRef>Weigh</bpmn:flowNodeRef>"


def misdrawn(old: str, new: str, element: str, reason: str, rule: str) -> Change:
    """Return a change to a lane or a message flow."""
    return Change(old, new, rule, element, reason)


LANES = [
    misdrawn(
        WEIGH,
        "<bpmn:flowNodeRef>Way</bpmn:flowNodeRef>",
        "Clerks",
        "the lane holds 'Way', which is no flow node of its process",
        "lane",
    ),
    misdrawn(
        WEIGH,
        "<bpmn:flowNodeRef>f1</bpmn:flowNodeRef>",
        "Clerks",
        "the lane holds 'f1', which is no flow node",
        "lane",
    ),
    misdrawn(
        WEIGH,
        "<bpmn:flowNodeRef>Agency_start</bpmn:flowNodeRef>",
        "Clerks",
        "the lane holds 'Agency_start'",
        "lane",
    ),
    misdrawn(WEIGH, "<bpmn:flowNodeRef />", "Clerks", "the lane holds '', which is no flow node", "lane"),
    misdrawn(
        "</bpmn:childLaneSet>",
        '<bpmn:lane id="Heads"><bpmn:flowNodeRef>Weigh</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet>',
        "Heads",
        "'Weigh' is in the lane 'Clerks' too",
        "lane",
    ),
    misdrawn(
        "</bpmn:laneSet>",
        '</bpmn:laneSet><bpmn:laneSet><bpmn:lane id="Floor"><bpmn:flowNodeRef>Inquiry</bpmn:flowNodeRef>'
        "</bpmn:lane></bpmn:laneSet>",
        "Floor",
        "'Inquiry' is in the lane 'Inside' too",
        "lane",
    ),
]

MESSAGE_FLOWS = [
    misdrawn(
        '<bpmn:partnerEntity id="Entity" />',
        '<bpmn:partnerEntity id="Entity"><bpmn:participantRef>f1</bpmn:participantRef></bpmn:partnerEntity>',
        "Entity",
        "participantRef: 'f1' is no participant",
        "partner",
    ),
    misdrawn(
        '<bpmn:partnerRole id="Role" />',
        '<bpmn:partnerRole id="Role"><bpmn:participantRef>Gone</bpmn:participantRef></bpmn:partnerRole>',
        "Role",
        "participantRef: 'Gone' is no participant",
        "partner",
    ),
    misdrawn(
        'id="Answers" sourceRef="Tell_public"',
        'id="Answers" sourceRef="Gone"',
        "Answers",
        "sourceRef: there is no element 'Gone'",
        "message-flow",
    ),
    misdrawn(
        'id="Answers" sourceRef="Tell_public"',
        'id="Answers" sourceRef="Milestone"',
        "Answers",
        "the intermediateThrowEvent 'Milestone' sends no message",
        "message-flow",
    ),
    misdrawn(
        'targetRef="By_letter" messageRef',
        'targetRef="By_hand" messageRef',
        "Writes",
        "the startEvent 'By_hand' waits for no message",
        "message-flow",
    ),
    misdrawn(
        'targetRef="By_letter" messageRef',
        'targetRef="Mailed" messageRef',
        "Writes",
        "the endEvent 'Mailed' waits for no message",
        "message-flow",
    ),
    misdrawn(
        'targetRef="By_letter" messageRef',
        'targetRef="Begin" messageRef',
        "Writes",
        "the exclusiveGateway 'Begin'",
        "message-flow",
    ),
    misdrawn(
        'targetRef="Other_task"',
        'targetRef="Await"',
        "Asks",
        "a message flow leads from one pool to another",
        "message-flow",
    ),
    misdrawn(
        'targetRef="Other_task"',
        'targetRef="Office_pool"',
        "Asks",
        "leads from one pool to another",
        "message-flow",
    ),
    misdrawn(
        'sourceRef="Read" targetRef="Other_task"',
        'targetRef="Other_task"',
        "Asks",
        "messageFlow needs the attribute sourceRef",
        "attribute",
    ),
]


@pytest.mark.parametrize("change", LANES, ids=str)
def test_a_lane_holds_flow_nodes_of_its_process_and_each_is_in_one(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", MESSAGE_FLOWS, ids=str)
def test_a_message_flow_leads_from_who_sends_to_who_waits_in_another_pool(change: Change) -> None:
    check(change)
