import pytest

from duecourse.feel import FeelEvaluationError, to_json
from tests.feel.evaluating import agree, value, warned


@pytest.mark.parametrize(
    "text",
    [
        'if 1 > 0 then "a" else "b" => "a"',
        'if null then "a" else "b" => "b"',
        "for x in [1, 2, 3] return x * x => [1, 4, 9]",
        "for x in 3..1 return x => [3, 2, 1]",
        "for x in (1..4) return x => [2, 3]",
        "for x in [1, 2], y in [x, 10] return x + y => [2, 11, 4, 12]",
        'for d in @"2024-02-28"..@"2024-03-01" return d.day => [28, 29, 1]',
        "for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2] => [1, 1, 2, 3, 5]",
        "for i in 1..3 return count(partial) => [0, 1, 2]",
        "for x in 7 return x => [7]",
        "for x in [] return x => []",
        "some x in [1, 2] satisfies x > 1 => true",
        "every x in [1, 2] satisfies x > 1 => false",
        "every x in [] satisfies false => true",
        "some x in [] satisfies true => false",
        "some x in [1, 2], y in [2, 3] satisfies x = y => true",
    ],
)
def test_constructs(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "for x in null return x",
        'for x in "a".."c" return x',
        "for x in 1..2.5 return x",
        "for x in (< 5) return x",
        "every x in [true, null] satisfies x",
        "some x in [false, 1] satisfies x",
    ],
)
def test_there_is_no_answer(text: str) -> None:
    assert value(text) is None


def test_results_so_far_are_kept_as_they_were() -> None:
    assert to_json(value("for i in 1..3 return partial")) == [[], [[]], [[], [[]]]]
    assert to_json(value("for i in 1..3 return {so far: partial, n: i}.so far")) == [[], [[]], [[], [[]]]]


def test_a_condition_that_is_no_boolean_is_warned_of() -> None:
    assert warned("if 1 then 2 else 3")[1] == ["at 3: the condition is a number"]


def test_an_endless_iteration_is_refused() -> None:
    with pytest.raises(FeelEvaluationError):
        value("for i in 1..1000000000000 return i")
