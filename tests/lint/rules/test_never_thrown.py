"""Catching events for what is never thrown."""

import pytest

from tests.lint.examining import (
    END,
    START,
    boundary,
    chain,
    diagram,
    element,
    inner,
    job,
    said,
    sub_process,
    user,
)

RULE = "never-thrown"

CODES = '<error id="e1" errorCode="gone"/><escalation id="s1" escalationCode="late"/>'
CALL = element("callActivity", "host", '<zeebe:calledElement processId="other"/>')


def caught(host: str, definition: str, reference: str = "") -> str:
    event = boundary("caught", "host", f"<{definition}EventDefinition {reference}/>")
    return diagram(f"{START}{host}{event}{END}{chain('start', 'host', 'end')}", CODES)


def escalating() -> str:
    """Draw a sub-process in which another one ends by an escalation."""
    throws = element("endEvent", "throws", inside='<escalationEventDefinition escalationRef="s1"/>')
    deep = sub_process("deep", f'<startEvent id="s0"/>{throws}{chain("s0", "throws")}')
    return sub_process("host", inner(deep, names=["deep"]))


@pytest.mark.parametrize("definition", ["error", "escalation"])
def test_a_person_throws_nothing(definition: str) -> None:
    [(severity, name, message)] = said(RULE, caught(user("host"), definition))

    assert (severity, name) == ("WARNING", "caught")
    assert message == f"this event never happens: nothing that it listens to throws an {definition}"


def test_a_job_throws_any_error_but_no_escalation() -> None:
    assert said(RULE, caught(job("host"), "error", 'errorRef="e1"')) == []
    assert len(said(RULE, caught(job("host"), "escalation"))) == 1


@pytest.mark.parametrize("definition", ["error", "escalation"])
def test_a_called_process_throws_anything(definition: str) -> None:
    assert said(RULE, caught(CALL, definition)) == []


def test_events_inside_throw_what_they_say_at_any_depth() -> None:
    assert said(RULE, caught(escalating(), "escalation", 'escalationRef="s1"')) == []
    assert said(RULE, caught(escalating(), "escalation")) == []
    [(_, _, message)] = said(RULE, caught(escalating(), "error", 'errorRef="e1"'))
    assert message.endswith("throws the error 'gone'")


def test_an_event_sub_process_listens_to_the_scope_around_it() -> None:
    begins = element("startEvent", "begins", inside='<errorEventDefinition errorRef="e1"/>')
    body = f'{begins}<endEvent id="done"/>{chain("begins", "done")}'
    handler = sub_process("handler", body, attributes='triggeredByEvent="true"')

    def beside(host: str) -> str:
        return diagram(f"{START}{host}{handler}{END}{chain('start', 'host', 'end')}", CODES)

    assert said(RULE, beside(job("host"))) == []
    assert [name for _, name, _ in said(RULE, beside(user("host")))] == ["begins"]
