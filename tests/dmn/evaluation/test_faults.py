"""What would always give null is refused; what gives null says where and why."""

import pytest

from duecourse.feel import parse
from tests.dmn.models import (
    context,
    decision,
    dmn,
    entry,
    evaluated,
    function,
    input_data,
    knowledge,
    literal,
    problems,
    value,
    warned,
)
from tests.feel.evaluating import environment


def test_a_function_that_is_not_of_feel_is_refused() -> None:
    java = function({"a": ""}, literal("1")).replace(
        "<functionDefinition>", '<functionDefinition kind="Java">'
    )

    assert problems(dmn(decision("d", java))) == [
        "function, line 2, _d: functions of the kind Java are not run, only those of FEEL"
    ]


def test_a_function_has_one_parameter_of_a_name() -> None:
    twice = '<functionDefinition><formalParameter name="a"/><formalParameter name="a"/></functionDefinition>'

    assert "two parameters of one name" in problems(dmn(decision("d", twice)))[0]


def test_a_function_without_a_body_gives_null() -> None:
    model = dmn(
        knowledge("f", {}, ""),
        decision("d", literal("f() = null"), "knowledge:f"),
        '<businessKnowledgeModel id="_g" name="g"/>',
        decision("e", literal("g() = null"), "knowledge:g"),
    )

    assert (value(model, "d"), value(model, "e")) == (True, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 +", "column 4: expected an expression, found the end"),
        ("1 +\n +", "line 3, _d: column 2: expected an expression, found '+'"),
        ("foo(1)", "column 1: nothing defines the function 'foo'"),
        ("(function() external {})()", "column 2: external functions are not run"),
        ('@"2024-02-30"', "column 1: '2024-02-30' is no date, time, date and time or duration"),
        ("other", "'other' is read, but not required: draw the requirement"),
        ("other()", "'other' is read, but not required: draw the requirement"),
    ],
)
def test_what_would_always_give_null_is_refused(text: str, reason: str) -> None:
    (found,) = problems(dmn(decision("d", literal(text)), decision("other", literal("1"))))

    assert reason in found


def test_a_value_of_another_type_than_its_expression_declares_is_null() -> None:
    model = dmn(decision("d", literal("1", "string")))

    assert value(model, "d") is None
    assert warned(model, "d") == ["type: the value must be a string, not a number"]


def test_a_warning_names_line_column_and_element() -> None:
    model = dmn(decision("d", literal('1 +\n  ("a" - 1)')))

    (warning, _) = evaluated(model, "d", {}).warnings

    assert (warning.element_id, warning.line, warning.column) == ("_d", 3, 8)
    assert str(warning) == "line 3, column 8, _d: string - number is not defined"


def test_a_warning_inside_a_function_names_the_place_of_the_function() -> None:
    model = dmn(
        knowledge("f", {"a": ""}, literal('\n\n a + "b"')),
        decision("d", literal("[f(1), missing]"), "knowledge:f"),
    )

    first, second = evaluated(model, "d", {}).warnings

    assert (first.element_id, first.line, first.column) == ("_f", 4, 4)
    assert (second.element_id, second.line, second.column) == ("_d", 5, 8)


def test_a_warning_inside_a_function_of_a_text_names_that_text() -> None:
    logic = context(
        entry("f", literal("\n\nfunction(a) a + null")), entry("g", literal("f(1)")), result=literal("g")
    )

    (warning,) = evaluated(dmn(decision("d", logic)), "d", {}).warnings

    assert (warning.line, warning.column) == (4, 15)


def test_a_warning_inside_a_function_that_came_in_as_a_value_is_kept() -> None:
    given = parse("function(x) x + null").evaluate({}, environment())

    (warning,) = evaluated(
        dmn(input_data("f"), decision("d", literal("f(1)"), "f")), "d", {"f": given}
    ).warnings

    assert str(warning) == "line 0: number + null is not defined"
