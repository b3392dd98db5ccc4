from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecourse.model.json import JsonError, dumps, loads

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False).filter(
    lambda number: number or not number.is_signed()
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS, NUMBERS),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(TEXTS, inner, max_size=5)),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_reads_back_and_has_one_text(value: object) -> None:
    text = dumps(value)

    assert loads(text) == value
    assert dumps(loads(text)) == text
    assert loads(text.encode()) == value


def test_the_text_is_canonical() -> None:
    value = {"b": [1, Decimal("2.50"), None], "a": {"é": True}}

    assert dumps(value) == '{"a":{"é":true},"b":[1,2.50,null]}'


def test_numbers_are_exact() -> None:
    assert loads("[12345678901234567890123, 0.1, 1e2]") == [
        12345678901234567890123,
        Decimal("0.1"),
        Decimal(100),
    ]
    assert [type(number) for number in _list("[1, 1.0]")] == [int, Decimal]
    assert dumps(0.1) == "0.1"
    assert dumps([1e100, (1, 2)]) == "[1E+100,[1,2]]"


def _list(text: str) -> list[object]:
    value = loads(text)
    assert isinstance(value, list)
    return list(value)


DEEP: list[object] = []
for _ in range(300):
    DEEP = [DEEP]


REFUSED = {
    "-0": Decimal("-0"),
    "-0.0": -0.0,
    "NaN": Decimal("NaN"),
    "nan": float("nan"),
    "Infinity": Decimal("Infinity"),
    "a key that is a number": {1: 2},
    "a set": {"a": {2}},
    "half a surrogate pair": "\ud800",
    "such a key": {"\ud800": 1},
    "an object": object(),
    "5,000 digits": 10**5000,
    "300 levels": DEEP,
}


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED.keys())
def test_a_value_is_refused(value: object) -> None:
    with pytest.raises(JsonError):
        dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "{",
            "[1,]",
            "{'a': 1}",
            "nul",
            "NaN",
            "[Infinity]",
            "-0",
            "[-0.0]",
            "-0e5",
            '{"a": 1, "a": 2}',
        ),
        *('"\\ud800"', "[" * 300 + "]" * 300, "[" * 100_000, "1" * 5000, b"\xff", "1 2", "01", '"\n"'),
    ],
    ids=lambda text: f"{text[:20]!r} {len(text)}",
)
def test_a_text_is_refused(text: str | bytes) -> None:
    with pytest.raises(JsonError):
        loads(text)


def test_an_error_says_where() -> None:
    with pytest.raises(JsonError, match="line 2, column 1"):
        loads("[1,\nx]")
