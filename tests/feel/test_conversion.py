import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecourse.feel import FeelEvaluationError, from_json, to_json, to_python
from tests.feel.evaluating import agree, value

NUMBERS = st.one_of(
    st.integers(-(10**30), 10**30), st.decimals(-1000, 1000, places=3).filter(lambda n: n != n.to_integral())
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)


@given(VALUES)
def test_json_survives(original: object) -> None:
    assert to_json(from_json(original)) == original


@given(VALUES)
def test_a_variable_is_given_back_unchanged(original: object) -> None:
    assert to_json(value("x", x=original)) == original


def test_numbers_become_decimals_of_34_digits() -> None:
    assert from_json(0.1) == Decimal("0.1")
    assert from_json(10**40 + 1) == Decimal("1E+40")
    assert from_json(10**7000) is None
    assert from_json(True) is True


@pytest.mark.parametrize(
    ("python", "text"),
    [
        (datetime.date(2024, 2, 29), "2024-02-29"),
        (datetime.time(9, 30, tzinfo=datetime.UTC), "09:30:00Z"),
        (
            datetime.datetime(2024, 2, 29, 9, 30, tzinfo=ZoneInfo("Europe/London")),
            "2024-02-29T09:30:00@Europe/London",
        ),
        (datetime.timedelta(hours=36), "P1DT12H"),
    ],
)
def test_temporals_come_and_go(python: object, text: str) -> None:
    assert to_json(from_json(python)) == text
    assert to_python(from_json(python)) == python
    assert agree(f'x => @"{text}"', x=python)


def test_integers_and_other_numbers_are_told_apart() -> None:
    assert [type(to_json(value(text))) for text in ("2.0", "2.5", "10 ** 6000")] == [int, Decimal, Decimal]
    assert to_json(value("-0.0")) == 0


def test_a_function_is_no_json() -> None:
    with pytest.raises(FeelEvaluationError, match="a function cannot be kept"):
        to_json(value("[abs]"))


def test_a_year_beyond_datetime_is_refused_in_python() -> None:
    with pytest.raises(ValueError, match="year"):
        to_python(value('@"12024-01-01"'))
