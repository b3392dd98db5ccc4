"""Branches that run at the same time and meet without being joined."""

import pytest

from tests.lint.examining import END, START, chain, diagram, element, flow, said, user

RULE = "merge-without-join"


def meeting(split: str, meet: str, *, then: str = "last") -> str:
    condition = "1 = 1" if split == "exclusiveGateway" else None
    drawn = user("meet") if meet == "userTask" else element(meet, "meet")
    return diagram(
        f"{START}{element(split, 'split')}{user('a')}{user('b')}{drawn}{user('last')}{END}"
        + chain("start", "split")
        + flow("split", "a", condition)
        + flow("split", "b")
        + chain("a", "meet", then)
        + flow("b", "meet")
        + flow("last", "end")
    )


@pytest.mark.parametrize("meet", ["userTask", "exclusiveGateway"])
def test_where_branches_meet_what_follows_is_done_for_each(meet: str) -> None:
    [(severity, name, message)] = said(RULE, meeting("parallelGateway", meet))

    assert (severity, name) == ("WARNING", "meet")
    assert "branches of Do split meet here" in message


@pytest.mark.parametrize("meet", ["parallelGateway", "inclusiveGateway"])
def test_a_joining_gateway_makes_one_of_them(meet: str) -> None:
    assert said(RULE, meeting("parallelGateway", meet)) == []


def test_alternatives_may_meet_anywhere() -> None:
    assert said(RULE, meeting("exclusiveGateway", "userTask")) == []


def test_branches_may_meet_at_the_end() -> None:
    assert said(RULE, meeting("parallelGateway", "exclusiveGateway", then="end")) == []
