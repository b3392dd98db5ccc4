import pytest

from duecourse.feel import FeelEvaluationError
from tests.feel.evaluating import agree, value, warned


@pytest.mark.parametrize(
    "text",
    [
        "(function(a, b) a - b)(5, 3) => 2",
        "(function(a, b) a - b)(b: 5, a: 3) => -2",
        "{f: function(n: number) if n < 2 then 1 else n * f(n - 1), r: f(10)}.r => 3628800",
        "(function(n) function(m) n + m)(1)(2) => 3",
        "{k: 2, f: function(n) n * k, r: for x in [1, 2] return f(x)}.r => [2, 4]",
        "(function(list: list<number>) sum(list))(5) => 5",
        "(function(n: number) n)([5]) => 5",
        "{f: abs, r: f(-2)}.r => 2",
        "sort([3, 1, 2], function(a, b) a < b) => [1, 2, 3]",
        '(function(at: date and time) at.hour)(@"2024-01-01") => 0',
    ],
)
def test_calls(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(function(a) a)(1, 2)", "takes 1 arguments, not 2"),
        ("(function(a) a)(b: 1)", "the function's parameters are a"),
        ('(function(a: number) a)("x")', "a must be a number, not a string"),
        ("(1)(2)", "a number cannot be called"),
        ("unheard(1)", "a null cannot be called"),
        ("abs(1, 2)", "wrong number or names"),
        ("abs(m: 1)", "wrong number or names"),
        ('(function(a) external {java: {class: "a"}})(1)', "an external function is not run"),
    ],
)
def test_a_call_that_does_not_fit_is_null(text: str, reason: str) -> None:
    result, warnings = warned(text)

    assert result is None
    assert any(reason in warning for warning in warnings)


def test_a_variable_that_is_no_function_does_not_hide_a_built_in_one() -> None:
    assert agree("count([1, 2]) => 2", count=7)


@pytest.mark.parametrize(
    "text", ["{f: function(n) f(n), r: f(1)}.r", "{f: function(n) f(n) + f(n), r: f(1)}.r"]
)
def test_endless_recursion_is_refused(text: str) -> None:
    with pytest.raises(FeelEvaluationError, match="calls inside each other"):
        value(text)
