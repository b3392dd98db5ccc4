"""Evaluating decisions: what is asked for, what is told, and what it may cost."""

import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from duecourse.dmn import evaluate
from duecourse.dmn.evaluation.session import MOST_CALLED, MOST_TABLES
from duecourse.errors import NotFound
from duecourse.feel import FeelEvaluationError, Limits, to_json
from tests.dmn.models import (
    compiled,
    decision,
    dmn,
    evaluated,
    input_data,
    knowledge,
    literal,
    service,
    table,
    value,
)
from tests.feel.evaluating import environment

N = Decimal


def test_a_decision_is_found_by_id_and_by_name() -> None:
    model = compiled(dmn(decision("the sum", literal("1 + 1"))))

    for name in ("_the_sum", "the sum"):
        found = evaluate(model, name, {}, environment())
        assert (found.id, found.name, found.output) == ("_the_sum", "the sum", N(2))


def test_an_id_goes_before_a_name() -> None:
    first = f'<decision id="a" name="b">{literal("1")}</decision>'
    second = f'<decision id="b" name="c">{literal("2")}</decision>'

    assert value(dmn(first, second), "b") == N(2)


def test_a_decision_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="the model tests has no decision x"):
        value(dmn(decision("d", literal("1"))), "x")


def test_a_name_that_several_decisions_have_is_not_enough() -> None:
    both = [f'<decision id="{each}" name="d">{literal("1")}</decision>' for each in "ab"]

    with pytest.raises(NotFound, match="2 decisions of the name d: use the id"):
        value(dmn(*both), "d")


def test_every_decision_is_told_with_its_kind_and_its_tables() -> None:
    model = dmn(
        decision("a", table(["x"], [""], ["> 0 | 1", "- | 2"], "COLLECT")),
        decision("b", f"<list>{literal('sum(a)')}</list>", "decision:a"),
    )

    first, second = evaluated(model, "b", {"x": 1}).decisions

    assert (first.id, first.name, first.kind, first.output) == ("_a", "a", "decisionTable", [N(1), N(2)])
    assert first.namespace == "tests"
    assert [table.output for table in first.tables] == [[N(1), N(2)]]
    assert (second.id, second.kind, second.output, second.tables) == ("_b", "list", [N(3)], ())


def test_the_tables_of_a_knowledge_model_are_told_with_the_decision_that_calls_it() -> None:
    model = dmn(
        knowledge("size of", {"n": "number"}, table(["n"], [""], ['< 10 | "small"', '>= 10 | "large"'])),
        decision("d", literal("for n in [1, 20] return size of(n)"), "knowledge:size of"),
    )

    (found,) = evaluated(model, "d", {}).decisions

    assert [(each.owner, each.output) for each in found.tables] == [
        ("size of", "small"),
        ("size of", "large"),
    ]


def test_what_is_told_has_a_limit_and_the_decision_itself_is_always_told() -> None:
    model = dmn(
        knowledge("f", {"n": ""}, table(["n"], [""], ["- | 1"])),
        decision("a", literal("1")),
        service("s", ["a"]),
        decision("tables", literal("count(for n in 1..300 return f(n))"), "knowledge:f"),
        decision("called", literal("count(for n in 1..1100 return s())"), "knowledge:s"),
    )

    tables, called = evaluated(model, "tables", {}), evaluated(model, "called", {})

    assert [len(each.tables) for each in tables.decisions] == [MOST_TABLES]
    assert tables.omitted == 300 - MOST_TABLES
    assert len(called.decisions) == MOST_CALLED + 1
    assert called.decisions[-1].name == "called"
    assert called.omitted == 1100 - MOST_CALLED


def test_outputs_are_json_after_feel_s_conversion() -> None:
    model = dmn(decision("d", literal('{on: date("2024-01-31"), n: 1.50}')))

    assert to_json(evaluated(model, "d", {}).output) == {"on": "2024-01-31", "n": N("1.50")}


def test_the_clock_and_the_calendar_are_those_of_the_environment() -> None:
    model = dmn(decision("d", literal('[today(), working days after("2024-12-24", 1)]')))

    found = evaluated(model, "d", {}).output

    assert to_json(found) == ["2024-07-01", "2024-12-27"]


def test_the_limits_bound_the_evaluation_as_a_whole() -> None:
    costly = [decision(f"d{n}", literal("count(for i in 1..300 return i)")) for n in range(5)]
    required = [f"decision:d{n}" for n in range(5)]
    model = compiled(dmn(*costly, decision("d", literal("1"), *required)))

    evaluate(model, "d4", {}, environment(limits=Limits(steps=1000)))
    with pytest.raises(FeelEvaluationError) as caught:
        evaluate(model, "d", {}, environment(limits=Limits(steps=1000)))

    assert caught.value.detail == "d, line 4 (_d2): more than 1000 steps"


@pytest.mark.parametrize(
    "elements",
    [
        [
            knowledge("f", {"n": "number"}, literal("f(n + 1)")),
            decision("d", literal("f(0)"), "knowledge:f"),
        ],
        [
            knowledge("f", {"n": "number"}, literal("if n = 0 then 0 else f(n - 1) + f(n - 1)")),
            decision("d", literal("f(60)"), "knowledge:f"),
        ],
        [decision("d", literal("for i in 1..1000000000000 return i"))],
        [decision("d", table(["x"], [""], ["count(for i in 1..400 return i) > ? | 1"] * 300, "COLLECT"))],
        [
            decision("a", literal("count(for i in 1..100 return i)")),
            service("s", ["a"]),
            decision("d", literal("for i in 1..10000 return s()"), "knowledge:s"),
        ],
        [decision("d", literal("deep"))],
    ],
)
def test_no_model_runs_for_long(elements: list[str]) -> None:
    deep: list[object] = []
    for _ in range(500):
        deep = [deep]
    model = compiled(dmn(*elements))
    started = time.perf_counter()

    with pytest.raises(FeelEvaluationError, match=r"^d, line \d+"):
        evaluate(model, "d", {"x": 1, "deep": deep}, environment())

    assert time.perf_counter() - started < 2  # a fifth of it on a quiet machine


def test_a_model_may_be_shared_between_threads() -> None:
    model = compiled(
        dmn(
            input_data("n", "number"),
            knowledge("f", {"n": "number"}, literal("sum(for i in 1..20 return i * n)")),
            decision("d", literal("f(n)"), "n", "knowledge:f"),
        )
    )

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: evaluate(model, "d", {"n": n}, environment()).output, range(40)))

    assert found == [N(210 * n) for n in range(40)]


def test_what_nothing_reads_is_not_looked_at() -> None:
    model = dmn(input_data("x"), decision("d", literal("1")))

    assert value(model, "d", x=object(), y=object()) == N(1)


def test_a_value_from_outside_is_converted_once() -> None:
    class Counted(dict[str, object]):
        reads = 0

        def items(self):  # type: ignore[no-untyped-def]  # the views of dict are no public types
            Counted.reads += 1
            return super().items()

    model = dmn(
        decision("a", literal("big.x")),
        decision("b", literal("a + big.x + big.x"), "decision:a"),
    )

    assert value(model, "b", big=Counted(x=1)) == N(3)
    assert Counted.reads == 1
