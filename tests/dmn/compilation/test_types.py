"""Item definitions (DMN 1.5, 7.3.3) and the values that conform to them."""

from datetime import date
from decimal import Decimal

import pytest

from duecourse.feel.temporal import Date
from tests.dmn.models import (
    component,
    decision,
    dmn,
    evaluated,
    input_data,
    item,
    knowledge,
    literal,
    problems,
    value,
    warned,
)

N = Decimal
DAY = Date(2024, 1, 31)
ITEMS = (
    item("grade", "string", allowed='"A", "B"'),
    item("better", "grade", allowed='not("B")'),
    item("grades", "grade", collection=True),
    item("some grades", "grade", collection=True, constraint="count(?) > 1"),
    item("score", "number", allowed="[0..100]", constraint="? != 13"),
    item(
        "person", "", component("name", "string"), component("born on", "date"), component("marks", "grades")
    ),
    item("couple", "", component("people", "person", collection=True)),
    item("anything"),
    item("odd", "number", allowed="odd(?)"),
)


def taken(kind: str, given: object) -> object:
    """Return what a decision gives that hands its input on, of a type."""
    model = dmn(*ITEMS, input_data("x", kind), decision("d", literal("x"), "x"))
    return value(model, "d", x=given)


@pytest.mark.parametrize(
    ("kind", "given", "wanted"),
    [
        ("grade", "A", "A"),
        ("grade", "C", None),
        ("grade", 1, None),
        ("grade", None, None),
        ("better", "A", "A"),
        ("better", "B", None),
        ("better", "C", None),
        ("grades", ["A", "B"], ["A", "B"]),
        ("grades", ["A", "C"], None),
        ("grades", "A", ["A"]),
        ("grade", ["A"], "A"),
        ("some grades", ["A", "B"], ["A", "B"]),
        ("some grades", ["A"], None),
        ("score", 100, N(100)),
        ("score", 101, None),
        ("score", 13, None),
        ("odd", 3, N(3)),
        ("odd", 4, None),
        ("anything", {"a": 1}, {"a": N(1)}),
        ("number", "1", None),
        ("Any", [1, "a"], [N(1), "a"]),
        ("context", {"a": 1}, {"a": N(1)}),
    ],
)
def test_a_value_is_taken_if_it_conforms(kind: str, given: object, wanted: object) -> None:
    assert taken(kind, given) == wanted


def test_a_structure_conforms_if_each_component_does() -> None:
    ada = {"name": "Ada", "born on": date(2024, 1, 31), "marks": ["A"]}

    assert taken("person", ada) == {"name": "Ada", "born on": DAY, "marks": ["A"]}
    assert taken("person", {**ada, "marks": ["C"]}) is None
    assert taken("person", {"name": "Ada"}) is None
    assert taken("couple", {"people": [ada]}) == {"people": [{"name": "Ada", "born on": DAY, "marks": ["A"]}]}
    assert taken("couple", {"people": [{**ada, "name": 1}]}) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "2024-01-31"),
        ("time", "09:30:00"),
        ("date and time", "2024-01-31T09:30:00Z"),
        ("dateTime", "2024-01-31T09:30:00@Europe/London"),
        ("days and time duration", "P2DT3H"),
        ("dayTimeDuration", "P2DT3H"),
        ("years and months duration", "P1Y2M"),
        ("yearMonthDuration", "P1Y2M"),
    ],
)
def test_the_text_of_a_date_or_duration_is_taken_as_one(kind: str, text: str) -> None:
    found = taken(kind, text)

    assert not isinstance(found, str)
    assert str(found) == text


def test_texts_of_dates_are_taken_inside_structures_too() -> None:
    ada = {"name": "Ada", "born on": "2024-01-31", "marks": []}

    assert taken("couple", {"people": [ada]}) == {"people": [{**ada, "born on": DAY}]}


@pytest.mark.parametrize(
    ("kind", "text"), [("date", "yesterday"), ("date", "P1D"), ("dayTimeDuration", "P1Y"), ("date", "1")]
)
def test_a_text_of_something_else_is_none(kind: str, text: str) -> None:
    assert taken(kind, text) is None


def test_a_text_stays_a_text_where_no_date_is_declared() -> None:
    assert taken("string", "2024-01-31") == "2024-01-31"
    assert taken("", "2024-01-31") == "2024-01-31"


def test_that_a_value_does_not_conform_is_said_with_the_name_of_the_type() -> None:
    model = dmn(*ITEMS, input_data("x", "grade"), decision("d", literal("x"), "x", kind="grades"))

    assert warned(model, "d", x="C") == ["type: x must be a grade, which not every string is"]
    assert warned(model, "d", x=1) == ["type: x must be a grade, not a number"]


def test_a_decision_s_value_is_of_the_type_of_its_variable() -> None:
    model = dmn(*ITEMS, decision("d", literal("mark"), kind="grade"))

    assert value(model, "d", mark="A") == "A"
    assert value(model, "d", mark=["B"]) == "B"
    assert value(model, "d", mark="C") is None


@pytest.mark.parametrize("kind", ["grade", "sorter"])
def test_a_knowledge_model_has_the_type_of_its_result_or_of_the_function(kind: str) -> None:
    sorter = (
        '<itemDefinition name="sorter"><functionItem outputTypeRef="grade">'
        '<parameters name="a" typeRef="string"/></functionItem></itemDefinition>'
    )
    model = dmn(
        *ITEMS,
        sorter,
        knowledge("f", {"a": "string"}, literal("a"), kind=kind),
        decision("d", literal("f(a)"), "knowledge:f"),
    )

    assert value(model, "d", a="B") == "B"
    assert value(model, "d", a="C") is None
    assert "type: the result of f must be a grade, which not every string is" in warned(model, "d", a="C")


def test_a_function_conforms_to_a_type_of_functions() -> None:
    pair = (
        '<itemDefinition name="pair"><functionItem outputTypeRef="number">'
        '<parameters name="a"/><parameters name="b"/></functionItem></itemDefinition>'
    )

    def given(text: str) -> object:
        return value(dmn(pair, decision("d", literal(text), kind="pair")), "d")

    assert given("function(x, y) x + y") is not None
    assert given("function(x) x") is None
    assert given("1") is None


def test_expressions_name_the_types_of_the_model() -> None:
    model = dmn(*ITEMS, decision("d", literal("(function(g: better) g)(x)")))

    assert value(model, "d", x="A") == "A"
    assert value(model, "d", x="B") is None
    assert value(dmn(*ITEMS, decision("d", literal("x instance of person"))), "d", x=1) is False


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ([item("a", "b"), item("b", "a")], "the type is a part of itself: a → b → a"),
        ([item("a", "", component("inner", "a"))], "the type is a part of itself: a → a"),
        ([item("a", "nowhere")], "there is no type 'nowhere'"),
        ([item("a", "integer")], "there is no type 'integer'; write number"),
        ([item("a", "", component("b"), component("b"))], "two components of one name"),
        ([item("a", "string"), item("a", "number")], "there are two of the name 'a'"),
        ([item("a", "number", allowed="[1..")], "column 5: expected an expression, found the end"),
        ([item("a", "number", component("b"))], "made by typeRef or by itemComponent, not by both"),
        ([item("a", "", component("b"), allowed="1")], "only a type that refers to another can be narrowed"),
    ],
)
def test_a_type_that_cannot_be_is_refused(items: list[str], reason: str) -> None:
    found = problems(dmn(*items, decision("d", literal("1"))))

    assert any(reason in problem for problem in found), found


def test_the_place_of_a_type_that_does_not_exist_is_named() -> None:
    model = dmn(input_data("x", "nowhere"), decision("d", literal("1", "neither"), kind="never"))

    assert problems(model) == [
        "type, line 2, _x: there is no type 'nowhere'",
        "type, line 3, _d: there is no type 'neither'",
        "type, line 3, _d: there is no type 'never'",
    ]


def test_types_are_not_made_of_each_other_without_end() -> None:
    chain = [item(f"t{number}", f"t{number + 1}") for number in range(60)]
    nested = component("c", "number")
    for _ in range(60):
        nested = component("c", "", nested)

    assert "more than 50 deep" in problems(dmn(*chain, item("t60", "number")))[0]
    assert "more than 50 deep" in problems(dmn(item("a", "", nested)))[0]


def test_allowed_values_share_the_budget_of_the_evaluation() -> None:
    slow = item("slow", "number", allowed="count(for i in 1..300 return i) > ?")
    model = dmn(slow, decision("d", literal("(function(s: slow) s)(1) + 1")))

    found = evaluated(model, "d", {})

    assert found.output == N(2)
