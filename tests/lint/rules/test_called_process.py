"""Calls of processes that cannot be called."""

from tests.lint.examining import diagram, element, flow, message, row, said

RULE = "called-process"


def calling(process_id: str, beside: str) -> str:
    call = element("callActivity", "call", f'<zeebe:calledElement processId="{process_id}"/>')
    return diagram(row(call, names=["call"]), beside)


def other(start: str, executable: str = "true") -> str:
    body = f'{start}<endEvent id="e"/>{flow("s", "e")}'
    return f'<process id="other" isExecutable="{executable}">{body}</process>{message("m")}'


PLAIN = '<startEvent id="s"/>'
BY_MESSAGE = '<startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent>'


def test_a_process_that_only_a_message_starts_cannot_be_called() -> None:
    [(severity, name, sentence)] = said(RULE, calling("other", other(BY_MESSAGE)))

    assert (severity, name) == ("ERROR", "call")
    assert "'other' cannot be called" in sentence


def test_a_process_that_is_not_executable_is_not_deployed() -> None:
    [(severity, name, sentence)] = said(RULE, calling("other", other(PLAIN, "false")))

    assert (severity, name) == ("WARNING", "call")
    assert "is not executable" in sentence


def test_a_process_with_a_none_start_event_can_be_called_and_those_of_other_files_are_not_judged() -> None:
    for process_id in ("other", "elsewhere", "=&quot;oth&quot; + &quot;er&quot;"):
        assert said(RULE, calling(process_id, other(PLAIN))) == []
