from decimal import Decimal

import pytest

from duecourse.feel import FeelType, parse
from duecourse.feel.state import State
from duecourse.feel.types import coerce, conforms
from tests.feel.evaluating import environment

STATE = State(environment())
NUMBER = FeelType("number")
STRING = FeelType("string")
GRADE = FeelType("number", allows=lambda _, value: value in (1, 2, 3))
PERSON = FeelType("context", (STRING, NUMBER), ("name", "age"))


@pytest.mark.parametrize(
    ("value", "expected", "answer"),
    [
        (Decimal(1), NUMBER, True),
        (True, NUMBER, False),
        (Decimal(4), GRADE, False),
        ([Decimal(1), None], FeelType("list", (NUMBER,)), True),
        ([Decimal(4)], FeelType("list", (GRADE,)), False),
        ({"name": "Ada", "age": None, "more": 1}, PERSON, True),
        ({"name": "Ada"}, PERSON, False),
        (None, FeelType("Any"), False),
        (None, FeelType("Null"), True),
    ],
)
def test_a_value_conforms(value: object, expected: FeelType, answer: bool) -> None:
    assert conforms(value, expected, STATE) is answer


def test_one_and_a_list_of_one_stand_for_each_other() -> None:
    assert coerce([Decimal(1)], NUMBER, STATE) == (Decimal(1), True)
    assert coerce(Decimal(1), FeelType("list", (NUMBER,)), STATE) == ([Decimal(1)], True)
    assert coerce([Decimal(1), Decimal(2)], NUMBER, STATE) == (None, False)
    assert coerce(None, NUMBER, STATE) == (None, True)


def test_item_definitions_are_types_of_an_expression() -> None:
    types = {"the grade": GRADE, "Person": PERSON}
    expression = parse("x instance of the grade", ["x"], types=types)

    assert expression.evaluate({"x": 2}, environment()) is True
    assert expression.evaluate({"x": "a"}, environment()) is False
    assert parse("(function(g: the grade) g)(x)", types=types).evaluate({"x": 9}, environment()) is None
