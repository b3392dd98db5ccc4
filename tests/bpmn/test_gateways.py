"""Gateways: which flows a token takes, and when a join goes on."""

import itertools

import pytest

from duecourse.diagram.elements import GatewayKind
from tests.bpmn.drawing import Drawing
from tests.bpmn.running import Case


def test_an_exclusive_gateway_takes_the_first_true_condition_and_else_the_default() -> None:
    drawing = Drawing()
    drawing.start()
    drawing.gateway("choice", GatewayKind.EXCLUSIVE)
    for name in ("large", "positive", "other"):
        drawing.user(name)
    drawing.chain("start", "choice")
    drawing.flow("choice", "large", "x > 10")
    drawing.flow("choice", "positive", "x > 0")
    drawing.flow("choice", "other", default=True)
    process = drawing.process()

    assert list(Case(process, x=11).open()) == ["large"]
    assert list(Case(process, x=1).open()) == ["positive"]
    assert list(Case(process, x=0).open()) == ["other"]


def test_no_true_condition_and_no_default_stops_the_token_until_it_is_mended() -> None:
    drawing = Drawing()
    drawing.start()
    drawing.gateway("choice", GatewayKind.EXCLUSIVE)
    drawing.user("a")
    drawing.user("b")
    drawing.chain("start", "choice")
    drawing.flow("choice", "a", "x > 10")
    drawing.flow("choice", "b", "x > 5")
    case = Case(drawing.process(), x=1)

    incident = case.incident("choice")
    assert incident["type"] == "CONDITION_ERROR"
    assert "choice" in str(incident["message"])

    case.set(x=7)
    case.resolve("choice")
    assert list(case.open()) == ["b"]
    assert not case.open("incident")


def test_a_condition_that_is_not_true_or_false_is_an_incident_that_says_so() -> None:
    drawing = Drawing()
    drawing.start()
    drawing.gateway("choice", GatewayKind.EXCLUSIVE)
    drawing.user("a")
    drawing.user("b")
    drawing.chain("start", "choice")
    drawing.flow("choice", "a", "missing > 1")
    drawing.flow("choice", "b", default=True)
    message = str(Case(drawing.process()).incident("choice")["message"])
    assert "missing > 1" in message
    assert "null" in message


def rounds(limit: int) -> Drawing:
    """Draw two branches joined inside a loop of ``limit`` rounds, then a task."""
    drawing = Drawing()
    drawing.start()
    drawing.gateway("merge", GatewayKind.EXCLUSIVE)
    drawing.gateway("fork", GatewayKind.PARALLEL)
    drawing.gateway("join", GatewayKind.PARALLEL)
    drawing.gateway("again", GatewayKind.EXCLUSIVE)
    drawing.user("a")
    drawing.user("b")
    drawing.script("count", "if n = null then 1 else n + 1", "n")
    drawing.user("after")
    drawing.end("end")
    drawing.chain("start", "merge", "fork")
    drawing.chain("fork", "a", "join")
    drawing.chain("fork", "b", "join")
    drawing.chain("join", "count", "again")
    drawing.flow("again", "merge", f"n < {limit}")
    drawing.flow("again", "after", default=True)
    drawing.chain("after", "end")
    return drawing


@pytest.mark.parametrize("order", list(itertools.product(("ab", "ba"), repeat=3)))
def test_a_parallel_join_in_a_loop_never_goes_on_with_a_branch_open(order: tuple[str, ...]) -> None:
    """SpiffWorkflow's own join fires early from the second round on; ours counts tokens per flow."""
    case = Case(rounds(3).process())
    for number, names in enumerate(order, 1):
        assert set(case.open()) == {"a", "b"}
        case.complete(names[0])
        assert set(case.open()) == {names[1]}
        case.complete(names[1])
        assert case.completed().count("join") == number
    assert set(case.open()) == {"after"}


def test_an_inclusive_join_waits_for_the_branches_that_were_taken_and_only_for_those() -> None:
    drawing = Drawing()
    drawing.start()
    drawing.gateway("split", GatewayKind.INCLUSIVE)
    drawing.gateway("join", GatewayKind.INCLUSIVE)
    drawing.user("after")
    drawing.chain("start", "split")
    for name, condition in (("a", "x > 0"), ("b", "x > 1"), ("c", "x > 2")):
        drawing.user(name)
        drawing.flow("split", name, condition)
        drawing.flow(name, "join")
    drawing.chain("join", "after")
    case = Case(drawing.process(), x=2)

    assert set(case.open()) == {"a", "b"}
    case.complete("b")
    assert set(case.open()) == {"a"}
    case.complete("a")
    assert set(case.open()) == {"after"}
    assert case.completed().count("join") == 1


def test_forty_parallel_pairs_in_a_row_run() -> None:
    """Prediction would make 2**40 tasks of them."""
    drawing = Drawing()
    before = drawing.start()
    for number in range(40):
        fork = drawing.gateway(f"fork{number}", GatewayKind.PARALLEL)
        join = drawing.gateway(f"join{number}", GatewayKind.PARALLEL)
        drawing.flow(before, fork)
        for side in "ab":
            drawing.chain(fork, drawing.script(f"{side}{number}", "1", side), join)
        before = join
    drawing.flow(before, drawing.user("last"))
    case = Case(drawing.process())
    assert list(case.open()) == ["last"]
    assert len(case.completed()) == 1 + 40 * 4


def test_a_loop_of_five_thousand_rounds_runs_and_a_step_costs_the_same_in_the_last_as_in_the_first() -> None:
    drawing = Drawing()
    drawing.start()
    drawing.gateway("merge", GatewayKind.EXCLUSIVE)
    drawing.script("count", "if n = null then 1 else n + 1", "n")
    drawing.gateway("again", GatewayKind.EXCLUSIVE)
    drawing.user("after")
    drawing.chain("start", "merge", "count", "again")
    drawing.flow("again", "merge", "n < 5000")
    drawing.flow("again", "after", default=True)
    case = Case(drawing.process())
    assert list(case.open()) == ["after"]
    assert case.variables()["n"] == 5000
    assert len(case.records) < 10


def test_a_loop_that_never_waits_ends_in_an_incident() -> None:
    drawing = Drawing()
    drawing.start()
    drawing.gateway("merge", GatewayKind.EXCLUSIVE)
    drawing.script("spin", "1", "n")
    drawing.chain("start", "merge", "spin", "merge")
    case = Case(drawing.process(), limit=500)
    [(name, _)] = case.open("incident").items()
    assert case.incident(name)["type"] == "UNKNOWN"
    assert not case.ended
