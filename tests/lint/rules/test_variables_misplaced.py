"""Variables declared where none come from outside."""

import pytest

from tests.lint.examining import (
    boundary,
    diagram,
    element,
    job,
    message,
    properties,
    row,
    said,
    script,
    timer,
    user,
)

RULE = "variables-misplaced"

NAMES = properties(variables="x")
CAUGHT = '<messageEventDefinition messageRef="m"/>'
CALL = '<zeebe:calledElement processId="other"/>'


@pytest.mark.parametrize(
    "drawn",
    [
        user("a", NAMES),
        job("a", NAMES),
        element("receiveTask", "a", NAMES, attributes='messageRef="m"'),
        element("intermediateCatchEvent", "a", NAMES, inside=CAUGHT),
        element("callActivity", "a", CALL, NAMES),
        job("a") + boundary("b", "a", "<errorEventDefinition/>", NAMES),
    ],
)
def test_names_are_declared_where_values_come_from_outside(drawn: str) -> None:
    assert said(RULE, diagram(row(drawn, names=["a"]), message("m", "=1"), process=NAMES)) == []


def test_a_start_event_may_declare_what_a_process_is_started_with() -> None:
    start = element("startEvent", "start", NAMES)
    timed = element("startEvent", "start", NAMES, inside=timer("R/P1D", "timeCycle"))

    assert said(RULE, diagram(row(names=[]).replace('<startEvent id="start"/>', start))) == []
    [(severity, name, _)] = said(RULE, diagram(row(names=[]).replace('<startEvent id="start"/>', timed)))
    assert (severity, name) == ("ERROR", "start")


@pytest.mark.parametrize(
    "drawn",
    [
        script("a", "1", "y", NAMES),
        element("manualTask", "a", NAMES),
        element("intermediateCatchEvent", "a", NAMES, inside=timer()),
        element("intermediateThrowEvent", "a", NAMES, inside=CAUGHT),
    ],
)
def test_elsewhere_they_have_no_meaning(drawn: str) -> None:
    [(severity, name, sentence)] = said(RULE, diagram(row(drawn, names=["a"]), message("m")))

    assert (severity, name) == ("ERROR", "a")
    assert "no values come from outside" in sentence
