import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feel.evaluating import agree, value


@pytest.mark.parametrize(
    "text",
    [
        "count([1, null]) => 2",
        "count([]) => 0",
        'min("b", "a") => "a"',
        'max([@"2024-01-01", @"2023-01-01"]) => @"2024-01-01"',
        "sum(1, 2.5) => 3.5",
        'sum([@"PT1H", @"PT30M"]) => @"PT1H30M"',
        "mean([1, 2]) => 1.5",
        "product(2, 3, 4) => 24",
        "median([3, 1, 2]) => 2",
        "mode([1, 2, 2, 1]) => [1, 2]",
        "mode([]) => []",
        "stddev([2, 4, 6]) => 2",
    ],
)
def test_statistics(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "min([])",
        "sum([])",
        'max(1, "a")',
        'sum(["a"])',
        "mean([])",
        "stddev([1])",
        "stddev([1e6000, -1e6000])",
    ],
)
def test_there_is_no_result(text: str) -> None:
    assert value(text) is None


@given(st.lists(st.decimals(min_value=-1000, max_value=1000, places=3), min_size=1, max_size=20))
def test_the_median_is_the_middle(numbers: list[Decimal]) -> None:
    assert value("median(xs)", xs=numbers) == statistics.median(numbers)
