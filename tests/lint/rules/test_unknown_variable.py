"""Variables that nothing in the diagram makes, and sources that may bring them."""

from collections.abc import Callable

import pytest

from tests.lint.examining import (
    END,
    START,
    asks,
    boundary,
    chain,
    diagram,
    each,
    element,
    examine,
    flow,
    form,
    job,
    mappings,
    message,
    properties,
    row,
    said,
    script,
    sub_process,
    timer,
    unknown,
    user,
)

RULE = "unknown-variable"

DECLARED = properties(variables="received, agencies")
ASK = form("ask", "answer")
CAUGHT = '<messageEventDefinition messageRef="m"/>'
CALL = '<zeebe:calledElement processId="elsewhere" {}/>'

Read = tuple[str, str | None, str]


def reads(text: str) -> list[Read]:
    """Return what is unknown where there are two forms."""
    return unknown(text, ASK, form("other", "reason"))


def closed(*elements: str, names: list[str], beside: str = "") -> str:
    """Draw a process whose start is closed: it declares `received` and `agencies`."""
    return diagram(row(*elements, names=names), beside, process=DECLARED)


def reading(name: str) -> str:
    """Draw the script b that reads a name."""
    return script("b", name, "x")


def test_a_misspelt_name_is_an_error_with_a_hint_where_all_sources_are_known() -> None:
    text = closed(user("a", asks("ask")), script("b", "recieved + answer", "x"), names=["a", "b"])

    [(severity, name, sentence)] = said(RULE, text, ASK)
    assert (severity, name) == ("ERROR", "b")
    assert sentence == (
        "the script reads 'recieved', which nothing makes known here (did you mean 'received'?)"
    )


def test_it_stands_on_the_line_of_the_expression() -> None:
    text = closed(user("a", asks("ask")), reading("lost"), names=["a", "b"])
    line = next(at for at, written in enumerate(text.splitlines(), 1) if "zeebe:script" in written)

    [finding] = [finding for finding in examine(text, ASK) if finding.rule == RULE]
    assert finding.line == line


@pytest.mark.parametrize(
    "draw",
    [
        lambda *parts: user("a", *parts),
        lambda *parts: job("a", *parts),
        lambda *parts: element("receiveTask", "a", *parts, attributes='messageRef="m"'),
        lambda *parts: element("intermediateCatchEvent", "a", *parts, inside=CAUGHT),
        lambda *parts: element("callActivity", "a", CALL.format(""), *parts),
        lambda *parts: element("callActivity", "a", '<zeebe:calledElement processId="=received"/>', *parts),
    ],
    ids=["user task", "job", "receive task", "message", "call", "computed call"],
)
def test_where_anything_may_come_from_outside_it_is_a_warning_and_a_declaration_ends_that(
    draw: Callable[..., str],
) -> None:
    def found(source: str, name: str) -> list[Read]:
        return reads(closed(source, reading(name), names=["a", "b"], beside=message("m", "=received")))

    declared = draw(properties(variables="other"))

    assert found(draw(), "lost") == [("WARNING", "b", "the script reads lost")]
    assert found(declared, "lost") == [("ERROR", "b", "the script reads lost")]
    assert found(declared, "other") == []


@pytest.mark.parametrize(
    "source",
    [
        user("a", mappings(outputs={"kept": "=anything"})),
        job("a", mappings(outputs={"kept": "=anything"})),
        element("callActivity", "a", CALL.format(""), mappings(outputs={"kept": "=anything"})),
        element("callActivity", "a", CALL.format('propagateAllChildVariables="false"')),
    ],
)
def test_output_mappings_close_a_source(source: str) -> None:
    text = closed(source, reading("lost"), names=["a", "b"])

    assert reads(text)[-1] == ("ERROR", "b", "the script reads lost")


def test_what_output_mappings_of_an_open_source_read_may_come_from_it() -> None:
    source = job("a", mappings(outputs={"kept": "=anything"}))

    assert reads(closed(source, reading("kept"), names=["a", "b"])) == [
        ("WARNING", "a", "the output mapping to 'kept' reads anything")
    ]


@pytest.mark.parametrize(
    ("start", "severity"),
    [
        (START, "WARNING"),
        (element("startEvent", "start", inside=CAUGHT), "WARNING"),
        (element("startEvent", "start", properties(variables="x"), inside=CAUGHT), "ERROR"),
        (element("startEvent", "start", asks("ask")), "ERROR"),
        (element("startEvent", "start", inside=timer("R/P1D", "timeCycle")), "ERROR"),
    ],
)
def test_a_start_is_open_unless_it_has_a_form_or_a_declaration(start: str, severity: str) -> None:
    body = f"{start}{reading('lost')}{END}{chain('start', 'b', 'end')}"

    assert reads(diagram(body, message("m"))) == [(severity, "b", "the script reads lost")]
    assert reads(diagram(body, message("m"), process=DECLARED)) == [("ERROR", "b", "the script reads lost")]


def test_an_open_start_says_how_to_declare_names() -> None:
    [(_, _, sentence)] = said(RULE, diagram(row(reading("lost"), names=["b"])))

    assert sentence.endswith("if it comes from outside, say so in duecourse:variables")


def test_forms_scripts_mappings_and_multi_instances_make_names_known_everywhere() -> None:
    text = closed(
        user("a", asks("ask")),
        script("s", "answer", "result"),
        user("c", mappings(outputs={"mapped": "=result"}), asks("ask")),
        user("d", asks("ask"), inside=each(rest='outputCollection="gathered" outputElement="=answer"')),
        reading("[answer, result, mapped, gathered, received]"),
        names=["a", "s", "c", "d", "b"],
    )

    assert reads(text) == []


def test_errors_and_escalations_bring_the_input_mappings_of_what_throws_them() -> None:
    throws = element(
        "endEvent",
        "throws",
        mappings({"detail": '="lost"'}),
        inside='<escalationEventDefinition escalationRef="s"/>',
    )
    sub = sub_process("sub", f'<startEvent id="s0"/>{throws}{flow("s0", "throws")}')
    caught = boundary("caught", "sub", "<escalationEventDefinition/>")
    codes = '<escalation id="s" escalationCode="e"/>'
    text = closed(sub, caught, reading("detail + lost"), names=["sub", "b"], beside=codes)

    assert reads(text) == [("ERROR", "b", "the script reads lost")]


def test_a_job_may_throw_an_error_with_anything() -> None:
    def catching(*parts: str) -> str:
        work = job("a", properties(variables="done"))
        caught = boundary("caught", "a", "<errorEventDefinition/>", *parts)
        return closed(work, caught, reading("lost"), script("c", "why", "y"), names=["a", "b", "c"])

    assert reads(catching()) == [
        ("WARNING", "b", "the script reads lost"),
        ("WARNING", "c", "the script reads why"),
    ]
    assert reads(catching(properties(variables="why"))) == [("ERROR", "b", "the script reads lost")]


def calling(attributes: str, body: str) -> str:
    """Draw a call of a process in the same file, which has a start form, and a script that reads `made`."""
    call = element(
        "callActivity",
        "call",
        f'<zeebe:calledElement processId="other" {attributes}/>',
        mappings({"own": "=received"}),
    )
    start = element("startEvent", "s", asks("other"))
    called = f'<process id="other" isExecutable="true">{start}{body}<endEvent id="e"/></process>'
    return closed(call, reading("made"), names=["call", "b"], beside=called)


def test_a_called_process_of_the_same_file_sees_what_is_passed_and_gives_what_it_made() -> None:
    body = script("t", "[received, own, reason, lost]", "made") + chain("s", "t", "e")
    lost = ("ERROR", "t", "the script reads lost")

    assert reads(calling("", body)) == [lost]
    assert reads(calling('propagateAllParentVariables="false"', body)) == [
        lost,
        ("ERROR", "t", "the script reads received"),
    ]
    assert reads(calling('propagateAllChildVariables="false"', body)) == [
        ("ERROR", "b", "the script reads made"),
        lost,
    ]


def test_processes_that_call_each_other_are_no_riddle() -> None:
    back = element("callActivity", "back", '<zeebe:calledElement processId="process"/>')
    body = f"{back}{script('t', 'received', 'made')}{chain('s', 'back', 't', 'e')}"

    assert reads(calling("", body)) == []
