"""Boxed expressions (DMN 1.5, 10.2)."""

from decimal import Decimal

import pytest

from tests.dmn.models import (
    context,
    decision,
    dmn,
    entry,
    function,
    item,
    knowledge,
    literal,
    of,
    problems,
    value,
    warned,
)

N = Decimal


def child(name: str, text: str) -> str:
    return f"<{name}>{literal(text)}</{name}>"


def test_a_literal_expression_is_feel() -> None:
    assert of(literal("a + 1"), a=1) == N(2)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_literal_expression_is_null(text: str) -> None:
    assert of(literal(text)) is None


def test_a_context_entry_sees_those_before_it() -> None:
    assert of(context(entry("a", literal("1")), entry("b", literal("a + 1")))) == {"a": N(1), "b": N(2)}


def test_the_entry_without_a_name_is_the_result_of_a_context() -> None:
    assert of(context(entry("net price", literal("2")), result=literal("net price * 3"))) == N(6)


def test_a_function_in_a_context_may_call_itself() -> None:
    factorial = function({"n": "number"}, literal("if n < 2 then 1 else n * the factorial(n - 1)"))

    assert of(context(entry("the factorial", factorial), result=literal("the factorial(5)"))) == N(120)


@pytest.mark.parametrize(
    ("logic", "reason"),
    [
        (context(entry("a", literal("1")), entry("a", literal("2"))), "two entries of the name a"),
        (
            context(entry("a", literal("1")), ("", literal("2")), entry("b", literal("3"))),
            "only the last entry of a context has no name",
        ),
    ],
)
def test_a_context_with_clashing_entries_is_refused(logic: str, reason: str) -> None:
    assert reason in problems(dmn(decision("d", logic)))[0]


def test_a_list_holds_the_values_of_its_expressions() -> None:
    assert of(f"<list>{literal('1')}{literal('a')}<list/></list>", a="x") == [N(1), "x", []]


def test_a_relation_is_a_list_of_contexts() -> None:
    columns = '<column name="name"/><column name="age" typeRef="number"/>'
    rows = "".join(f"<row>{literal(a)}{literal(b)}</row>" for a, b in [('"Ada"', "36"), ('"Alan"', '"old"')])

    assert of(f"<relation>{columns}{rows}</relation>") == [
        {"name": "Ada", "age": N(36)},
        {"name": "Alan", "age": None},
    ]


def test_the_rows_of_a_relation_have_a_cell_for_each_column() -> None:
    (found,) = problems(
        dmn(decision("d", f'<relation><column name="a"/><row>{literal("1")}{literal("2")}</row></relation>'))
    )

    assert "the row has 2 cells, the relation 1 columns" in found


def test_a_relation_has_one_column_of_a_name() -> None:
    columns = '<column name="a"/><column name="a"/>'
    relation = f"<relation>{columns}<row>{literal('1')}{literal('2')}</row></relation>"

    assert "two columns of one name" in problems(dmn(decision("d", relation)))[0]


def invocation(called: str, **bindings: str) -> str:
    written = "".join(
        f'<binding><parameter name="{name}"/>{literal(text) if text else ""}</binding>'
        for name, text in bindings.items()
    )
    return f"<invocation>{literal(called)}{written}</invocation>"


def test_an_invocation_binds_parameters_by_name() -> None:
    model = dmn(
        knowledge("how much", {"net": "number", "rate": "number"}, literal("net * rate")),
        decision("d", invocation("how much", rate="2", net="21"), "knowledge:how much"),
    )

    assert value(model, "d") == N(42)


def test_an_invocation_of_a_built_in_function_binds_its_parameters() -> None:
    assert of(invocation("substring", string='"abc"').replace("</invocation>", _start_position())) == "bc"


def _start_position() -> str:
    return f'<binding><parameter name="start position"/>{literal("2")}</binding></invocation>'


def test_a_parameter_without_a_value_is_null() -> None:
    model = dmn(
        knowledge("f", {"a": ""}, literal("a = null")),
        decision("d", invocation("f", a=""), "knowledge:f"),
    )

    assert value(model, "d") is True


@pytest.mark.parametrize(
    ("logic", "warning"),
    [
        (invocation("f", b="1"), "expression: the function's parameters are a"),
        (invocation("f", a='"x"'), "expression: a must be a number, not a string"),
        (invocation("1", a="1"), "expression: a number cannot be called"),
    ],
)
def test_an_invocation_that_does_not_fit_gives_null_and_says_why(logic: str, warning: str) -> None:
    model = dmn(knowledge("f", {"a": "number"}, literal("a")), decision("d", logic, "knowledge:f"))

    assert value(model, "d") is None
    assert warned(model, "d") == [warning]


@pytest.mark.parametrize(
    ("condition", "wanted"), [("true", "then"), ("false", "else"), ("null", "else"), ('"abc"', None)]
)
def test_a_conditional_needs_a_boolean(condition: str, wanted: object) -> None:
    parts = child("if", condition) + child("then", '"then"') + child("else", '"else"')

    assert of(f"<conditional>{parts}</conditional>") == wanted


@pytest.mark.parametrize(
    ("items", "match", "wanted"),
    [
        ("[1, 2, 3]", "item > 1", [N(2), N(3)]),
        ("[{the age: 1}, {the age: 5}]", "the age > 1", [{"the age": N(5)}]),
        ("5", "item > 1", [N(5)]),
        ("[]", '"no boolean"', []),
        ("null", "true", None),
        ("[1, 2]", "1", None),
        ("[1, 2]", 'if item = 2 then "no boolean" else true', None),
        ("[1, 2]", "null", []),
    ],
)
def test_a_filter_keeps_the_items_that_match(items: str, match: str, wanted: object) -> None:
    # The name of an entry with a space is known from the types and contexts of the model.
    named = item("person", "", item("the age", "number", element="itemComponent"))
    logic = f"<filter>{child('in', items)}{child('match', match)}</filter>"

    assert value(dmn(named, decision("d", logic)), "d") == wanted


def test_a_for_gives_a_list_and_knows_the_results_so_far() -> None:
    parts = child("in", "[1..4]") + child("return", "if i = 1 then 1 else i * partial[-1]")

    assert of(f'<for iteratorVariable="i">{parts}</for>') == [N(1), N(2), N(6), N(24)]


def test_the_results_so_far_may_be_kept() -> None:
    parts = child("in", "[1..3]") + child("return", "partial")

    assert of(f'<for iteratorVariable="i">{parts}</for>') == [[], [[]], [[], [[]]]]


@pytest.mark.parametrize(
    ("word", "condition", "wanted"),
    [
        ("some", "x > 2", True),
        ("some", "x > 3", False),
        ("every", "x > 0", True),
        ("every", "x > 1", False),
        ("some", '"no boolean"', None),
        ("every", 'if x = 1 then true else "no boolean"', None),
        ("some", "null", None),
    ],
)
def test_some_and_every_need_booleans(word: str, condition: str, wanted: object) -> None:
    parts = child("in", "[1, 2, 3]") + child("satisfies", condition)

    assert of(f'<{word} iteratorVariable="x">{parts}</{word}>') is wanted


def test_an_iteration_over_nothing_says_so() -> None:
    logic = f'<for iteratorVariable="x">{child("in", "null")}{child("return", "x")}</for>'

    assert warned(dmn(decision("d", logic)), "d") == ["expression: null cannot be iterated"]


def test_a_word_of_feel_names_no_variable() -> None:
    logic = f'<for iteratorVariable="in">{child("in", "[1]")}{child("return", "1")}</for>'

    assert "in is a word of FEEL" in problems(dmn(decision("d", logic)))[0]


def test_boxed_expressions_stand_inside_each_other() -> None:
    rows = f"<list>{literal('x')}{context(entry('y', literal('x * 2')))}</list>"
    logic = f'<for iteratorVariable="x"><in>{literal("[1, 2]")}</in><return>{rows}</return></for>'

    assert of(logic) == [[N(1), {"y": N(2)}], [N(2), {"y": N(4)}]]
