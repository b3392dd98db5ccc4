"""FEEL that cannot be read."""

import pytest

from tests.lint.examining import (
    END,
    START,
    assigned,
    boundary,
    chain,
    diagram,
    each,
    element,
    examine,
    expression,
    flow,
    job,
    mappings,
    message,
    properties,
    row,
    said,
    script,
    timer,
    user,
)

RULE = "feel-syntax"

BAD = "=1 +"
COUNTED = (
    "<multiInstanceLoopCharacteristics>"
    f"{expression('loopCardinality', '1 +')}</multiInstanceLoopCharacteristics>"
)
LATE = boundary("late", "a", timer(BAD, "timeDate"))
SENDING = '<zeebe:publishMessage correlationKey="=k" messageId="=1 +" timeToLive="PT1H"/>'
THROWN = element("intermediateThrowEvent", "a", inside='<messageEventDefinition messageRef="m"/>')


@pytest.mark.parametrize(
    ("body", "name", "what"),
    [
        (user("a", mappings({"x": BAD})), "a", "the input mapping to 'x'"),
        (user("a", mappings(outputs={"x": BAD})), "a", "the output mapping to 'x'"),
        (user("a", '<zeebe:assignmentDefinition assignee="=1 +"/>'), "a", "the assignee"),
        (user("a", assigned(BAD)), "a", "the candidate groups"),
        (user("a", '<zeebe:assignmentDefinition candidateUsers="=1 +"/>'), "a", "the candidate users"),
        (user("a", '<zeebe:taskSchedule dueDate="=1 +"/>'), "a", "the due date"),
        (user("a", '<zeebe:taskSchedule followUpDate="=1 +"/>'), "a", "the follow-up date"),
        (user("a", '<zeebe:priorityDefinition priority="=1 +"/>'), "a", "the priority"),
        (user("a", properties(constraint__early="1 +")), "a", "the constraint 'early'"),
        (user("a", properties(unavailable=BAD)), "a", "duecourse:unavailable"),
        (user("a", inside=each(BAD)), "a", "the input collection"),
        (user("a", inside=each(rest='outputElement="=1 +"')), "a", "the output element"),
        (
            user("a", inside=each(inside=expression("completionCondition", BAD))),
            "a",
            "the completion condition",
        ),
        (
            user(
                "a",
                inside=COUNTED,
            ),
            "a",
            "the loop cardinality",
        ),
        (script("a", "1 +", "x"), "a", "the script"),
        (element("serviceTask", "a", '<zeebe:taskDefinition type="=1 +"/>'), "a", "the job type"),
        (
            element("serviceTask", "a", '<zeebe:taskDefinition type="x" retries="=1 +"/>'),
            "a",
            "the number of retries",
        ),
        (
            element("callActivity", "a", '<zeebe:calledElement processId="=1 +"/>'),
            "a",
            "the id of the called process",
        ),
        (user("a") + LATE, "late", "the timer"),
        (element("receiveTask", "a", attributes='messageRef="m"'), "a", "the correlation key of message 'm'"),
        (
            element("sendTask", "a", SENDING, attributes='messageRef="m"'),
            "a",
            "the id of message 'm'",
        ),
        (user("a") + user("b") + flow("a", "b", "1 +") + flow("b", "end"), "a_b", "the condition"),
    ],
)
def test_every_expression_is_read(body: str, name: str, what: str) -> None:
    beside = message("m", "=1 +" if "receive" in body else "=k")

    findings = [each for each in examine(diagram(row(body, names=["a"]), beside)) if each.rule == RULE]

    assert [(each.severity, each.element_id) for each in findings][:1] == [("ERROR", name)]
    assert findings[0].message.startswith(
        f"{what} '1 +' cannot be read: line 1, column 4: expected an expression"
    )


def test_the_finding_stands_where_the_expression_does() -> None:
    text = diagram(row(user("a"), script("b", "1 +", "x"), names=["a", "b"]))
    line = next(at for at, each in enumerate(text.splitlines(), 1) if "zeebe:script" in each)

    [finding] = [each for each in examine(text) if each.rule == RULE]
    assert finding.line == line


def test_a_message_is_told_once_and_also_when_nothing_refers_to_it() -> None:
    receives = element("receiveTask", "a", attributes='messageRef="m"')
    catches = element("intermediateCatchEvent", "b", inside='<messageEventDefinition messageRef="m"/>')
    both = diagram(row(receives, catches, names=["a", "b"]), message("m", "=1 +"))

    assert [name for _, name, _ in said(RULE, both)] == ["a"]
    assert [name for _, name, _ in said(RULE, diagram(row(names=[]), message("m", "=1 +")))] == ["m"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("working day after(received, 2)", "working days after"),
        ("if x then working days afer(received, 2) else 1", "working days after"),
        ("is working dey(x)", "is working day"),
    ],
)
def test_a_misspelt_function_of_several_words_gets_a_hint(written: str, meant: str) -> None:
    [(_, _, message)] = said(RULE, diagram(row(script("a", written, "x"), names=["a"])))

    assert message.endswith(f"(did you mean '{meant}'?)")


def test_what_can_be_read_is_not_told() -> None:
    due = user("a", '<zeebe:taskSchedule dueDate="=working days after(today(), 2)"/>')
    text = diagram(
        f"{START}{due}{job('b', mappings({'x': '= 1 + 1 '}))}{END}{chain('start', 'a', 'b', 'end')}"
        + flow("b", "a", "x > 1")
    )

    assert said(RULE, text) == []


def test_a_long_text_is_examined_in_proportion_and_shown_in_part() -> None:
    written = "a " * 20_000

    [(_, _, message)] = said(RULE, diagram(row(script("a", written, "x"), names=["a"])))

    assert len(message) < 500
