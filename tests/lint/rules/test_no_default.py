"""Conditions of which none may hold."""

import pytest

from tests.lint.examining import chain, diagram, element, flow, row, said, user

RULE = "no-default"


def choosing(kind: str, one: str, other: str | None, default: str = "") -> str:
    attributes = f'default="{default}"' if default else ""
    choice = element(kind, "choice", attributes=attributes)
    return diagram(
        row(choice, user("a"), user("b"), names=["choice"]).replace(flow("choice", "end"), "")
        + flow("choice", "a", one)
        + flow("choice", "b", other)
        + chain("a", "end")
        + chain("b", "end")
    )


@pytest.mark.parametrize("kind", ["exclusiveGateway", "inclusiveGateway", "userTask"])
def test_where_every_way_out_has_a_condition_one_must_be_the_default(kind: str) -> None:
    [(severity, name, message)] = said(RULE, choosing(kind, 'answer = "yes"', 'answer = "no"'))

    assert (severity, name) == ("WARNING", "choice")
    assert "the case stops with an incident where no condition holds" in message


@pytest.mark.parametrize("kind", ["exclusiveGateway", "inclusiveGateway", "userTask"])
def test_a_default_flow_is_enough(kind: str) -> None:
    assert said(RULE, choosing(kind, 'answer = "yes"', None, "choice_b")) == []
    assert said(RULE, choosing(kind, 'answer = "yes"', None)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("agreed", "not(agreed)"),
        ("not( agreed )", "agreed"),
        ("count(a) = 2", "count(a)  != 2"),
        ("x < 5", "x >= 5"),
        ("x <= 5", "x > 5"),
    ],
)
def test_opposite_conditions_need_no_default(one: str, other: str) -> None:
    assert said(RULE, choosing("exclusiveGateway", one, other)) == []


@pytest.mark.parametrize(
    ("one", "other"), [("x < 5", "x > 5"), ("x = 1", "y != 1"), ("agreed", "not(asked)"), ("x = 1", "x = 2")]
)
def test_conditions_that_may_both_fail_need_one(one: str, other: str) -> None:
    assert len(said(RULE, choosing("exclusiveGateway", one, other))) == 1
