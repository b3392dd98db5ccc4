"""The requirements graph (DMN 1.5, chapter 6): what expressions see, and what cannot be."""

from decimal import Decimal

import pytest

from tests.dmn.models import (
    compiled,
    decision,
    dmn,
    evaluated,
    function,
    input_data,
    knowledge,
    literal,
    problems,
    service,
    value,
    warned,
)

N = Decimal


def test_a_decision_sees_what_it_requires() -> None:
    model = dmn(
        input_data("the price", "number"),
        decision("tax", literal("the price / 10"), "the price"),
        decision("total", literal("the price + tax"), "the price", "decision:tax"),
    )

    assert value(model, "total", the_price=100) == N(110)


def test_each_decision_is_evaluated_once_after_those_it_requires() -> None:
    model = dmn(
        decision("top", literal("left + right"), "decision:left", "decision:right"),
        decision("left", literal("base + 1"), "decision:base"),
        decision("right", literal("base + 2"), "decision:base"),
        decision("base", literal("1")),
    )

    found = evaluated(model, "top", {})

    assert [(each.name, each.output) for each in found.decisions] == [
        ("base", N(1)),
        ("left", N(2)),
        ("right", N(3)),
        ("top", N(5)),
    ]


def test_what_the_requirements_of_a_requirement_are_is_not_seen() -> None:
    model = dmn(
        decision("a", literal("1")),
        decision("b", literal("a"), "decision:a"),
        decision("c", literal("a"), "decision:b"),
    )

    assert problems(model) == ["requirement, line 4, _c: 'a' is read, but not required: draw the requirement"]


def test_a_variable_from_outside_does_not_stand_for_a_decision() -> None:
    model = dmn(decision("a", literal("1")), decision("b", literal("a"), "decision:a"))

    assert value(model, "b", a=99) == N(1)


def test_what_the_model_does_not_declare_is_a_variable_from_outside() -> None:
    model = dmn(
        decision("a", literal("season + x.y")),
        decision("b", literal("a + more"), "decision:a", kind="string"),
        decision("c", literal("[{k: 1}][k > 0 and item.k < 2]")),
    )

    assert value(model, "b", season="s", more="m", x={"y": "y"}) == "sym"
    found = compiled(model)
    assert {name: found.needs(name).variables for name in "abc"} == {
        "a": ("season", "x"),
        "b": ("more", "season", "x"),
        "c": (),
    }


def test_the_inputs_that_a_decision_needs_are_known() -> None:
    model = dmn(
        input_data("x"),
        input_data("y"),
        input_data("z"),
        decision("a", literal("x"), "x"),
        decision("b", literal("a + y"), "decision:a", "y"),
    )

    assert compiled(model).needs("b").inputs == ("x", "y")


def test_an_input_that_is_not_given_is_null_and_said() -> None:
    model = dmn(input_data("x", "number"), decision("d", literal("x + 1"), "x"))

    assert value(model, "d") is None
    assert warned(model, "d")[0] == "expression: there is no variable x"


def test_a_decision_without_a_variable_is_read_by_its_name_and_its_id() -> None:
    model = dmn(
        f'<decision id="the_risk" name="The Risk">{literal("3")}</decision>',
        decision("d", literal("the_risk + The Risk"), "decision:#the_risk"),
    )

    assert value(model, "d") == N(6)


def test_a_decision_without_logic_gives_null_and_says_so() -> None:
    model = dmn(decision("a"), decision("b", literal("a = null"), "decision:a"))

    assert value(model, "b") is True
    assert warned(model, "b") == ["no-logic: a has no logic"]


def test_a_knowledge_model_sees_its_parameters_and_what_it_requires() -> None:
    model = dmn(
        knowledge("double", {"n": "number"}, literal("n * 2")),
        knowledge("add two", {"n": "number"}, literal("double(n) + 2"), "double"),
        decision("d", literal("add two(5)"), "knowledge:add two"),
    )

    assert value(model, "d") == N(12)


def test_a_knowledge_model_sees_nothing_of_where_it_is_called() -> None:
    model = dmn(
        knowledge("f", {}, literal("outside")),
        decision("d", literal("{outside: 1, r: f()}.r"), "knowledge:f"),
    )

    assert value(model, "d", outside=2) is None
    assert warned(model, "d", outside=2) == ["expression: there is no variable outside"]


def test_a_knowledge_model_may_call_itself() -> None:
    model = dmn(
        knowledge("the factorial", {"n": "number"}, literal("if n < 2 then 1 else n * the factorial(n - 1)")),
        decision("d", literal("the factorial(5)"), "knowledge:the factorial"),
    )

    assert value(model, "d") == N(120)


def test_a_function_is_a_value() -> None:
    model = dmn(
        decision("make", function({"a": "number"}, literal("a + 1"))),
        decision("d", literal("make(41)"), "decision:make"),
    )

    assert value(model, "d") == N(42)


@pytest.mark.parametrize(
    ("elements", "reason"),
    [
        ([decision("a", literal("1"), "decision:a")], "what is required requires itself: a → a"),
        (
            [decision("a", literal("1"), "decision:b"), decision("b", literal("1"), "decision:a")],
            "what is required requires itself: a → b → a",
        ),
        (
            [knowledge("f", {}, literal("1"), "g"), knowledge("g", {}, literal("1"), "f")],
            "what is required requires itself: f → g → f",
        ),
        (
            [decision("a", literal("1"), "knowledge:s"), service("s", ["a"])],
            "what is required requires itself: a → s → a",
        ),
        ([decision("a", literal("1"), "decision:b")], "there is no decision or input data '_b'"),
        (
            [decision("a", literal("1"), "b"), knowledge("b", {}, literal("1"))],
            "is no decision or input data",
        ),
        (
            [decision("a", literal("1"), "knowledge:b"), decision("b", literal("1"))],
            "'_b' is no business knowledge model or decision service, but a decision",
        ),
        (
            [decision("a", literal("1"), "decision:elsewhere#b")],
            "the model of 'elsewhere' is not imported",
        ),
        (
            [
                decision("a", literal("1"), "x", "#other"),
                input_data("x"),
                '<inputData id="other" name="x"/>',
            ],
            "two names 'x' are required",
        ),
        (
            [decision("a", literal("1"), "#odd"), '<inputData id="odd" name="a (b)"/>'],
            "no expression can read the name 'a (b)'",
        ),
        ([decision("a", literal("1")), decision("a", literal("2"))], "the id '_a' stands in line 2 too"),
        (['<decision name="a"/>', '<decision name="a"/>'], "there are two of the name 'a'"),
        (['<decision name="a"/>', '<inputData name="a"/>'], "there are two of the name 'a'"),
    ],
)
def test_requirements_that_cannot_be_are_refused(elements: list[str], reason: str) -> None:
    found = problems(dmn(*elements))

    assert any(reason in problem for problem in found), found


def test_the_same_requirement_twice_is_one() -> None:
    assert value(dmn(input_data("x"), decision("a", literal("x"), "x", "x")), "a", x=1) == N(1)


def test_a_chain_of_decisions_may_be_long() -> None:
    chain = [decision(f"d{n}", literal(f"d{n - 1} + 1"), f"decision:d{n - 1}") for n in range(1, 1500)]
    model = dmn(decision("d0", literal("0")), *chain)

    found = evaluated(model, "d1499", {})

    assert found.output == N(1499)
    assert len(found.decisions) == 1500
