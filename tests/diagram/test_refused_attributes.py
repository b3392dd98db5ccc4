"""Attributes, texts and expressions that are not understood."""

import pytest

from duecourse.diagram.reader import read
from tests.diagram.breaking import COMPLETE, Change, check, line_of, refused

CONDITION = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">rated</bpmn:conditionExpression>'
STAMP = '<bpmn:task id="Stamp" name="Stamp">'
CARDINALITY = '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">3</bpmn:loopCardinality>'

ATTRIBUTES = [
    Change(
        STAMP, '<bpmn:task id="Stamp" colour="red">', "attribute", "Stamp", "the attribute colour of task"
    ),
    Change(
        'isInterrupting="1"',
        'isInterrupting="yes"',
        "attribute",
        "Time",
        "isInterrupting of startEvent is 'yes'; only true or false or 1 or 0 is understood",
    ),
    Change(STAMP, '<bpmn:task id="Stamp" bpmn:name="Stamp">', "attribute", "Stamp", "without a prefix"),
    Change(STAMP, '<bpmn:task id="Stamp" xsi:type="bpmn:tUserTask">', "attribute", "Stamp", "bpmn:tUserTask"),
    Change(
        STAMP,
        '<bpmn:task id="Stamp" xsi:nil="true">',
        "attribute",
        "Stamp",
        "xsi:nil of task is 'true', which is not executed",
    ),
    Change(
        ' attachedToRef="Inquiry" cancelActivity="0">',
        ' attachedToRef="Inquiry" cancelActivity="no">',
        "attribute",
        "Deadline",
        "cancelActivity of boundaryEvent is 'no'",
    ),
    Change(
        'startQuantity="1"', 'startQuantity="2"', "attribute", "Print", "startQuantity of serviceTask is '2'"
    ),
    Change('completionQuantity="1"', 'completionQuantity="0"', "attribute", "Print", "only 1 is understood"),
    Change(
        'isForCompensation="false"', 'isForCompensation="true"', "attribute", "Print", "isForCompensation"
    ),
    Change('parallelMultiple="false"', 'parallelMultiple="1"', "attribute", "By_letter", "parallelMultiple"),
    Change(
        '"News" instantiate="false"', '"News" instantiate="true"', "attribute", "Await", "instantiate of rece"
    ),
    Change(
        'instantiate="false" eventGatewayType="Exclusive"',
        'instantiate="false" eventGatewayType="Parallel"',
        "attribute",
        "Which_first",
        "eventGatewayType of eventBasedGateway is 'Parallel'; only Exclusive is understood",
    ),
    Change('behavior="All"', 'behavior="None"', "attribute", "Ask_agencies", "behavior"),
    Change('isImmediate="true"', 'isImmediate="false"', "attribute", "f5", "isImmediate"),
    Change('processType="Private"', 'processType="Public"', "attribute", "Office", "processType"),
    Change('implementation="##WebService"', 'implementation="java"', "attribute", "Print", "implementation"),
    Change(
        'gatewayDirection="Diverging" default="f6"',
        'gatewayDirection="Sideways" default="f6"',
        "attribute",
        "Split",
        "gatewayDirection of inclusiveGateway is 'Sideways'",
    ),
    Change('associationDirection="None"', 'associationDirection="Up"', "attribute", "Association", "is 'Up'"),
    Change('mustUnderstand="false"', 'mustUnderstand="true"', "attribute", "Complete", "mustUnderstand"),
    Change('isCollection="false"', 'isCollection="some"', "attribute", "File_data", "isCollection"),
    Change(
        'processType="Public" isExecutable="false"',
        'isExecutable="no"',
        "attribute",
        "Other",
        "isExecutable of process is 'no'",
    ),
    Change('textFormat="text/html"', 'textFormat="html"', "attribute", "Office", "which is no media type"),
    Change(' attachedToRef="Inquiry" cancelActivity="true"', "", "attribute", "Any_error", "attachedToRef"),
]

TEXTS = [
    Change(STAMP, f"{STAMP} twice", "text", "Stamp", "the text 'twice' has no meaning in task"),
    Change(
        '<bpmn:auditing id="Auditing" />',
        '<bpmn:auditing id="Auditing" />;',
        "text",
        "Office",
        "the text ';'",
    ),
    Change(CARDINALITY, f"{CARDINALITY}x", "text", "Stamp", "in multiInstanceLoopCharacteristics"),
    Change("<zeebe:userTask />", "<zeebe:userTask>x</zeebe:userTask>", "text", "Read", "in zeebe:userTask"),
    Change("<zeebe:userTask />", "<zeebe:userTask />x", "text", "Read", "in extensionElements"),
    Change(
        '<zeebe:header id="h2" key="side" />',
        '<zeebe:header id="h2" key="side" />x',
        "text",
        "Print",
        "in zeebe:taskHeaders",
    ),
]

EXPRESSIONS = [
    Change(
        CONDITION,
        "<bpmn:conditionExpression>rated</bpmn:conditionExpression>",
        "expression",
        "f8",
        'conditionExpression needs xsi:type="tFormalExpression"',
    ),
    Change(
        CONDITION,
        '<bpmn:conditionExpression xsi:type="bpmn:tExpression">=rated</bpmn:conditionExpression>',
        "expression",
        "f8",
        "without it, it is a text for people",
    ),
    Change(
        CONDITION,
        '<bpmn:conditionExpression xsi:type="tFormalExpression">=rated</bpmn:conditionExpression>',
        "expression",
        "f8",
        "it is a text for people",
    ),
    Change(
        CONDITION,
        '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"> </bpmn:conditionExpression>',
        "expression",
        "f8",
        "conditionExpression is empty",
    ),
    Change(
        ">=numberOfCompletedInstances > 2</bpmn:completionCondition>",
        "></bpmn:completionCondition>",
        "expression",
        "Ask_agencies",
        "completionCondition is empty",
    ),
    Change(
        '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1Y',
        "<bpmn:timeDuration>P1Y",
        "expression",
        "Time_definition",
        "timeDuration needs",
    ),
    Change('language="feel"', 'language="groovy"', "language", "f7", "conditionExpression is in 'groovy'"),
    Change(
        'scriptFormat="feel"', 'scriptFormat="python"', "language", "Weigh", "scripts in 'python' are not"
    ),
]


@pytest.mark.parametrize("change", ATTRIBUTES, ids=str)
def test_an_attribute_that_is_not_understood_is_refused(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", TEXTS, ids=str)
def test_text_that_has_no_meaning_is_refused(change: Change) -> None:
    check(change)


@pytest.mark.parametrize("change", EXPRESSIONS, ids=str)
def test_an_expression_for_people_or_in_another_language_is_refused(change: Change) -> None:
    check(change)


def test_a_language_that_the_file_declares_counts_where_no_mark_says_feel() -> None:
    feel = 'expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"'
    assert COMPLETE.count(feel) == 1

    problems = refused(COMPLETE.replace(feel, 'expressionLanguage="http://www.w3.org/1999/XPath"'))

    assert [(each.rule, each.line, each.element_id) for each in problems] == [
        ("language", line_of(CARDINALITY), "Stamp"),
        ("language", line_of(CONDITION), "f8"),
    ]
    assert "is in 'http://www.w3.org/1999/XPath'; only FEEL is executed" in problems[0].reason


@pytest.mark.parametrize(
    "language",
    ["FEEL", "http://www.omg.org/spec/FEEL/20140401", "https://www.omg.org/spec/DMN/20230324/FEEL/"],
)
def test_feel_has_several_names(language: str) -> None:
    read(COMPLETE.replace('language="feel"', f'language="{language}"').encode())
