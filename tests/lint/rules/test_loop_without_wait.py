"""Loops that turn without ever waiting for anything."""

import pytest

from tests.lint.examining import (
    END,
    START,
    diagram,
    element,
    flow,
    inner,
    job,
    row,
    said,
    script,
    sub_process,
    timer,
    user,
)

RULE = "loop-without-wait"


def looping(body: str) -> str:
    """Draw a loop from the gateway again through the element work."""
    return diagram(
        f"{START}{element('exclusiveGateway', 'again')}{body}{element('exclusiveGateway', 'enough')}{END}"
        + flow("start", "again")
        + flow("again", "work")
        + flow("work", "enough")
        + flow("enough", "again", "n < 3")
        + flow("enough", "end")
    )


def test_a_loop_of_gateways_and_scripts_never_waits() -> None:
    [(severity, name, message)] = said(RULE, looping(script("work", "1", "n")))

    assert (severity, name) == ("WARNING", "again")
    assert "again, work, enough" in message


@pytest.mark.parametrize(
    "work",
    [
        user("work"),
        job("work"),
        element("intermediateCatchEvent", "work", inside=timer()),
        element("callActivity", "work", '<zeebe:calledElement processId="other"/>'),
        sub_process("work", inner(user("x"), names=["x"])),
    ],
)
def test_a_loop_in_which_something_waits_is_fine(work: str) -> None:
    assert said(RULE, looping(work)) == []


def test_a_sub_process_in_which_nothing_waits_is_passed_at_once() -> None:
    work = sub_process("work", inner(script("x", "1", "n"), names=["x"]))

    assert [name for _, name, _ in said(RULE, looping(work))] == ["again"]


def test_a_way_without_a_loop_need_not_wait() -> None:
    assert said(RULE, diagram(row(script("a", "1", "n"), script("b", "2", "n"), names=["a", "b"]))) == []
