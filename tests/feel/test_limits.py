import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duecourse.feel import FeelEvaluationError, FeelSyntaxError, Limits, parse, to_json
from tests.feel.evaluating import environment, value

SHARED = "{" + "a0: [1, 1], " + ", ".join(f"a{i}: [a{i - 1}, a{i - 1}]" for i in range(1, 60))


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000000000000 return i",
        "count(for i in 1..40000, j in 1..40000 return i)",
        "some i in 1..40000, j in 1..40000 satisfies i * j < 0",
        '{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("aaaaaaaaaaaaaaaa", 40)}.r',
        '(for i in 1..40000 return if i = 1 then "a" else partial[-1] + "aaaaaaaaaaaaaaaaaaaa")[-1]',
        "for i in 1..40000 return concatenate(partial, [1])",
        "for i in 1..40000 return substring(text, 2)",
        'for i in 1..40000 return contains(text, "yx")',
        'replace(text, "a*?b|(.)", "$1$1$1")',
        'split(text, "x*y|x")',
        "for i in 1..40000 return modulo(10 ** 6000, 7 * 10 ** -6000)",
        "distinct values(for i in 1..40000 return i)",
        "sort(for i in 1..40000 return -i, function(a, b) a < b)",
        'for i in 1..9000 return working days after("2020-01-01", 90000)',
        SHARED + ", r: string(a59)}.r",
        SHARED + ", r: a59 = a59}.r",
        SHARED + ", r: flatten(a59)}.r",
        SHARED + ", r: a59 instance of " + "list<" * 50 + "Any" + ">" * 50 + "}.r",
        "deep",
    ],
)
def test_an_overrun_is_refused_soon(text: str) -> None:
    deep: list[object] = []
    for _ in range(500):
        deep = [deep]
    started = time.perf_counter()

    with pytest.raises(FeelEvaluationError):
        value(text, text="x" * 100_000, deep=deep)

    assert time.perf_counter() - started < 2  # a fifth of it on a quiet machine


def test_regular_expressions_run_in_linear_time() -> None:
    started = time.perf_counter()

    assert value('matches(text, "^(x+)+$")', text="x" * 5000 + "!") is False
    assert time.perf_counter() - started < 1


def test_shared_parts_cannot_swell_in_json() -> None:
    with pytest.raises(FeelEvaluationError, match="more than 250000 values"):
        to_json(value(SHARED + "}.a59"))


@pytest.mark.parametrize(
    ("limits", "text", "message"),
    [
        (Limits(steps=10), "for i in 1..20 return i", "10 steps"),
        (Limits(items=10), "for i in 1..20 return i", "10 values"),
        (Limits(items=2), "[1, 2, 3]", "2 items"),
        (Limits(characters=3), '"ab" + "cd"', "3 characters"),
        (Limits(depth=3), "{f: function(n) if n = 0 then 0 else f(n - 1), r: f(5)}.r", "3 calls"),
    ],
)
def test_limits_are_settings(limits: Limits, text: str, message: str) -> None:
    with pytest.raises(FeelEvaluationError, match=message):
        parse(text).evaluate({}, environment(limits=limits))


def test_warnings_are_bounded() -> None:
    warnings: list[str] = []

    parse("for i in 1..5000 return unheard").evaluate({}, environment(warnings))

    assert len(warnings) == Limits().warnings


VOCABULARY = """
a b xs [ ] ( ) { } , : .. + - * ** = < > and or in if then else for i return some satisfies function
"a" 1 2 99999999 null true string count concatenate for partial item
"""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=200, deadline=5000)
@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_whatever_can_be_read_ends_in_a_value_or_a_refusal(text: str) -> None:
    try:
        result = value(text, a=1, b="x", xs=[1, {"a": [2]}])
        to_json(result)
    except (FeelSyntaxError, FeelEvaluationError):
        pass
