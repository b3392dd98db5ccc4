"""Sequence flows that no token ever takes."""

from tests.lint.examining import chain, diagram, element, flow, row, said, user

RULE = "dead-flow"


def gateway(kind: str, *flows: str, default: str = "") -> str:
    attributes = f'default="{default}"' if default else ""
    choice = element(kind, "choice", attributes=attributes)
    return diagram(
        row(choice, user("a"), user("b"), names=["choice"]).replace(flow("choice", "end"), "")
        + "".join(flows)
        + chain("a", "end")
        + chain("b", "end")
    )


def test_after_a_flow_without_condition_an_exclusive_gateway_takes_no_other() -> None:
    text = gateway("exclusiveGateway", flow("choice", "a"), flow("choice", "b", "1 = 2"))

    [(severity, name, message)] = said(RULE, text)
    assert (severity, name) == ("WARNING", "choice_b")
    assert message.startswith("this flow to b is never taken: the flow to a has no condition")


def test_a_flow_without_condition_may_be_the_last() -> None:
    text = gateway("exclusiveGateway", flow("choice", "b", "1 = 2"), flow("choice", "a"))

    assert said(RULE, text) == []


def test_a_default_flow_is_never_taken_beside_one_without_condition() -> None:
    flows = (flow("choice", "a"), flow("choice", "b"))

    for kind in ("exclusiveGateway", "inclusiveGateway", "userTask"):
        assert [name for _, name, _ in said(RULE, gateway(kind, *flows, default="choice_b"))] == ["choice_b"]


def test_branches_of_an_inclusive_gateway_do_not_exclude_each_other() -> None:
    text = gateway("inclusiveGateway", flow("choice", "a"), flow("choice", "b", "1 = 2"))

    assert said(RULE, text) == []
