from decimal import Decimal

import pytest

from duecourse.feel import to_json
from tests.feel.evaluating import agree, value, warned

ORDERS = [{"price": 5, "tags": ["a"]}, {"price": 20, "tags": ["b", "c"]}, {"price": 30}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("orders[price > 10].price", [20, 30]),
        ("orders[item.price > 10][1].price", 20),
        ("orders[-1].price", 30),
        ("orders[count(orders) - 1].price", 20),
        ("orders[4]", None),
        ("orders[0]", None),
        ("orders[1.5]", None),
        ("orders.price", [5, 20, 30]),
        ("orders.tags", [["a"], ["b", "c"], None]),
        ("orders[price > limit].price", [30]),
        ("orders[1].unknown", None),
        ("limit[1]", 25),
        ("limit[item > 5]", [25]),
        ("null[true]", []),
        ("[1, 2, 3, 4][even(item)]", [2, 4]),
        ("[[1, 2], [3]][count(item) = 2]", [[1, 2]]),
        ("orders[price]", None),
    ],
)
def test_paths_and_filters(text: str, expected: object) -> None:
    assert to_json(value(text, orders=ORDERS, limit=25)) == expected


@pytest.mark.parametrize(
    "text",
    [
        'date("2024-02-29").weekday => 4',
        '@"2024-02-29T10:20:30.5Z".second => 30',
        '@"10:20:30+05:30".time offset => @"PT5H30M"',
        '@"2024-07-01T10:00:00@Europe/London".time offset => @"PT1H"',
        '@"2024-07-01T10:00:00@Europe/London".timezone => "Europe/London"',
        '@"-P1Y2M".months => -2',
        '@"P1DT2H".hours => 2',
        "[1..5).end included => false",
        "(> 5).start => 5",
    ],
)
def test_properties(text: str) -> None:
    assert agree(text)


def test_a_missing_entry_is_warned_of() -> None:
    assert warned("{a: 1}.b") == (None, ["at 6: the context has no entry b"])
    assert warned("(1).b") == (None, ["at 3: a number has no member b"])


def test_a_filter_sees_members_before_variables() -> None:
    assert value("[{limit: 1}][limit = 1].limit", limit=9) == [Decimal(1)]
