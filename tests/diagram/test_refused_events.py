"""Events and tasks that lack what they need, or cannot be what they are drawn as."""

import pytest

from tests.diagram.breaking import Change, check, line_of

NEWS_KEY = '<zeebe:subscription correlationKey="=case_id" />'
ANY_ERROR = '<bpmn:errorEventDefinition id="Any_error_definition" />'

EVENTS = [
    Change(
        "<bpmn:timeDuration>=duration(patience)</bpmn:timeDuration>",
        "<bpmn:timeCycle>=patience</bpmn:timeCycle>",
        "timer",
        "After_while",
        "an intermediate catch event happens once: a timeCycle is not executed here",
    ).moved_to('<bpmn:intermediateCatchEvent id="After_while"'),
    Change(
        '<bpmn:messageEventDefinition id="On_news_definition" messageRef="News" />',
        "",
        "event",
        "On_news",
        "an intermediate catch event must wait for something",
    ).moved_to('<bpmn:intermediateCatchEvent id="On_news"'),
    Change(
        '<bpmn:messageEventDefinition id="Withdrawn_definition" messageRef="News" />',
        "",
        "boundary",
        "Withdrawn",
        "a boundary event must wait for something",
    ).moved_to('<bpmn:boundaryEvent id="Withdrawn"'),
    Change(
        ANY_ERROR,
        f"{ANY_ERROR}\n¦<bpmn:escalationEventDefinition id='Second' />",
        "event-definitions",
        "Second",
        "several event definitions in one event are not executed",
    ),
    Change(
        'id="Any_error" attachedToRef="Inquiry" cancelActivity="true"',
        'id="Any_error" attachedToRef="Inquiry" cancelActivity="false"',
        "interrupting",
        "Any_error",
        "an error always interrupts",
    ),
    Change(
        '<bpmn:startEvent id="Error">',
        '<bpmn:startEvent id="Error" isInterrupting="0">',
        "interrupting",
        "Error",
        "an error always interrupts",
    ),
    Change(
        'id="By_letter" isInterrupting="true"',
        'id="By_letter" isInterrupting="false"',
        "interrupting",
        "By_letter",
        "isInterrupting has a meaning in event sub-processes only",
    ),
    Change(
        '<bpmn:startEvent id="Inquiry_start">',
        '<bpmn:startEvent id="Inquiry_start" isInterrupting="false">',
        "interrupting",
        "Inquiry_start",
        "isInterrupting has a meaning in event sub-processes only",
    ),
    Change(
        ANY_ERROR,
        '<bpmn:errorEventDefinition id="Any_error_definition" errorRef="Refused" />',
        "catcher",
        "Any_error",
        "'Refusal' in line {} catches the same already".format(line_of('<bpmn:boundaryEvent id="Refusal"')),
    ).moved_to('<bpmn:boundaryEvent id="Any_error"'),
    Change(
        '<bpmn:messageEventDefinition id="More_news_definition" messageRef="News" />',
        '<bpmn:escalationEventDefinition id="More_news_definition" />',
        "catcher",
        "Escalation",
        "'More_news' in line {} catches the same already".format(line_of('<bpmn:startEvent id="More_news"')),
    ).moved_to('<bpmn:startEvent id="Escalation"'),
    Change(
        ">=duration(patience)</bpmn:timeDuration>",
        ">=duration(patience)</bpmn:timeDuration><bpmn:timeDate>=today()</bpmn:timeDate>",
        "timer",
        "After_while_definition",
        "a timer needs exactly one of timeDate, timeDuration",
    ).moved_to('id="After_while_definition"'),
    Change(
        "<bpmn:timeDuration>=duration(patience)</bpmn:timeDuration>",
        "",
        "timer",
        "After_while_definition",
        "a timer needs exactly one of timeDate, timeDuration and timeCycle",
    ).moved_to('id="After_while_definition"'),
    Change(
        'id="Error_definition" errorRef="Refused"',
        'id="Error_definition" errorRef="Without_code"',
        "error",
        "Error_definition",
        "the error 'Without_code' has no errorCode",
    ),
    Change(
        'id="Error_definition" errorRef="Refused"',
        'id="Error_definition" errorRef="With_computed_code"',
        "error",
        "Error_definition",
        "the errorCode of what is caught must be written out, not computed",
    ),
]

TASKS = [
    Change(
        '<zeebe:taskDefinition type="rate" />',
        "",
        "task",
        "Rate",
        "a businessRuleTask needs a zeebe:taskDefinition",
    ).moved_to('<bpmn:businessRuleTask id="Rate">'),
    Change(
        '<zeebe:taskDefinition type="fax" />',
        "",
        "task",
        "Fax",
        "a send task needs a zeebe:taskDefinition, or a message",
    ).moved_to('<bpmn:sendTask id="Fax">'),
    Change(
        '<zeebe:script expression="length + 1" resultVariable="weight" />',
        "",
        "task",
        "Weigh",
        "a script task needs a zeebe:script in FEEL, or a zeebe:taskDefinition",
    ).moved_to('<bpmn:scriptTask id="Weigh"'),
    Change(
        '<bpmn:receiveTask id="Await" messageRef="News"',
        '<bpmn:receiveTask id="Await"',
        "task",
        "Await",
        "a receive task needs a message",
    ),
    Change(
        '<bpmn:receiveTask id="Await" messageRef="News"',
        '<bpmn:receiveTask id="Await" messageRef="Letter"',
        "correlation",
        "Await",
        "the message 'letter' needs a zeebe:subscription with a correlationKey",
    ),
    Change(
        '<bpmn:messageEventDefinition id="More_news_definition" messageRef="News" />',
        '<bpmn:messageEventDefinition id="More_news_definition" messageRef="Letter" />',
        "correlation",
        "More_news",
        "the message 'letter' needs a zeebe:subscription with a correlationKey",
    ).moved_to('<bpmn:startEvent id="More_news"'),
    Change(
        '<bpmn:messageEventDefinition id="Withdrawn_definition" messageRef="News" />',
        '<bpmn:messageEventDefinition id="Withdrawn_definition" messageRef="Letter" />',
        "correlation",
        "Withdrawn",
        "the message 'letter' needs a zeebe:subscription with a correlationKey",
    ).moved_to('<bpmn:boundaryEvent id="Withdrawn"'),
    Change(
        '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">3</bpmn:loopCardinality>',
        "",
        "loop",
        "Stamp",
        "a multi-instance needs an inputCollection or a loopCardinality",
    ).moved_to('<bpmn:multiInstanceLoopCharacteristics isSequential="true">'),
]


@pytest.mark.parametrize("change", EVENTS, ids=str)
def test_an_event_has_what_it_needs_and_can_do_what_is_drawn(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", TASKS, ids=str)
def test_a_task_has_what_it_needs(change: Change) -> None:
    check(change)
