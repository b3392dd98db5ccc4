from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feel.evaluating import agree, value

SMALL = st.integers(-1000, 1000)


@pytest.mark.parametrize(
    "text",
    [
        "list contains([1, null], null) => true",
        "all(true, false) => false",
        "any([false, true]) => true",
        "all([]) => true",
        "sublist([1, 2, 3], 2) => [2, 3]",
        "sublist([1, 2, 3], -2, 1) => [2]",
        "append([1], 2, [3]) => [1, 2, [3]]",
        "concatenate([1], [2, 3]) => [1, 2, 3]",
        "insert before([1, 3], 2, 2) => [1, 2, 3]",
        "insert before([1], 2, 2) => [1, 2]",
        "remove([1, 2, 3], -1) => [1, 2]",
        "list replace([1, 2, 3], 2, 9) => [1, 9, 3]",
        "list replace([1, 2, 3], function(item, new) item < new, 3) => [3, 3, 3]",
        "reverse([1, 2]) => [2, 1]",
        "index of([1, 2, 1], 1) => [1, 3]",
        "union([1, 2], [2, 3]) => [1, 2, 3]",
        "distinct values([1, 1.0, 2]) => [1, 2]",
        "duplicate values([1, 2, 1, 3, 3]) => [1, 3]",
        "flatten([1, [2, [[3]]], []]) => [1, 2, 3]",
        "sort(list: [2, 1], precedes: function(a, b) a < b) => [1, 2]",
    ],
)
def test_lists(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "all([true, 1])",
        "sublist([1, 2], 3)",
        "sublist([1, 2], 1, 3)",
        "remove([1], 2)",
        "insert before([1], 0, 2)",
        "list replace([1], function(a) true, 2)",
        "sort([1, 2], function(a, b) null)",
        "sort([1, 2], function(a) true)",
        "reverse(null)",
        "append()",
    ],
)
def test_there_is_no_result(text: str) -> None:
    assert value(text) is None


@given(st.lists(st.tuples(st.integers(0, 3), SMALL).map(list), max_size=30))
def test_sort_is_stable(pairs: list[list[int]]) -> None:
    result = value("sort(pairs, function(a, b) a[1] < b[1])", pairs=pairs)

    assert result == [[Decimal(a), Decimal(b)] for a, b in sorted(pairs, key=lambda pair: pair[0])]


@given(st.recursive(SMALL, lambda inner: st.lists(inner, max_size=4), max_leaves=15).map(lambda x: [x]))
def test_flatten_leaves_no_list(nested: list[object]) -> None:
    def slowly(items: object) -> list[object]:
        return [x for item in items for x in slowly(item)] if isinstance(items, list) else [items]

    assert value("flatten(xs)", xs=nested) == slowly(nested)
