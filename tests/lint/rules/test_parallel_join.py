"""Parallel gateways that wait for a token that cannot come."""

from tests.lint.examining import END, START, boundary, chain, diagram, element, flow, said, timer, user

RULE = "parallel-join"


def branches(split: str, join: str, *, before: str = "") -> str:
    """Draw a split into the tasks a and b that a gateway joins."""
    condition = "1 = 1" if split == "exclusiveGateway" else None
    return diagram(
        f"{START}{before}{element(split, 'split')}{user('a')}{user('b')}{element(join, 'join')}{END}"
        + (chain("start", "split") if not before else chain("start", "fork", "split"))
        + flow("split", "a", condition)
        + flow("split", "b")
        + chain("a", "join", "end")
        + flow("b", "join")
    )


def test_a_parallel_gateway_cannot_join_what_was_never_split() -> None:
    [(severity, name, message)] = said(RULE, branches("exclusiveGateway", "parallelGateway"))

    assert (severity, name) == ("WARNING", "join")
    assert "nothing here ever splits into branches" in message


def test_it_joins_branches_of_parallel_and_inclusive_gateways_and_of_tasks() -> None:
    for split in ("parallelGateway", "inclusiveGateway", "userTask"):
        assert said(RULE, branches(split, "parallelGateway")) == []


def test_ways_of_which_one_is_chosen_are_told_though_something_else_splits() -> None:
    fork = element("parallelGateway", "fork") + user("other") + chain("fork", "other", "end")
    text = branches("exclusiveGateway", "parallelGateway", before=fork)

    [(severity, name, message)] = said(RULE, text)
    assert (severity, name) == ("WARNING", "join")
    assert "branches of which Do split takes only one" in message


def test_an_event_beside_a_task_is_a_branch_too_unless_it_interrupts() -> None:
    def late(interrupting: bool) -> str:
        event = boundary("late", "a", timer(), interrupting=interrupting, to="join")
        join = element("parallelGateway", "join")
        return diagram(f"{START}{user('a')}{event}{join}{END}{chain('start', 'a', 'join', 'end')}")

    assert said(RULE, late(interrupting=False)) == []
    assert [name for _, name, _ in said(RULE, late(interrupting=True))] == ["join"]
