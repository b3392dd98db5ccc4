"""Hints at what an author may have meant."""

import pytest

from duecourse.lint.suggestions import MOST_HINTS, MOST_NAMES, Hints


@pytest.mark.parametrize(
    ("written", "meant"),
    [("recieved_on", "received_on"), ("ReceivedOn", "received_on"), ("agncies", "agencies"), ("zzz", None)],
)
def test_a_name_that_is_much_alike_is_hinted_at_whatever_its_case_and_signs(
    written: str, meant: str | None
) -> None:
    hint = Hints().meant(written, ["received_on", "agencies", "child"])

    assert hint == ("" if meant is None else f" (did you mean '{meant}'?)")


def test_hints_are_given_so_often_and_among_so_many_names_only() -> None:
    hints = Hints()

    assert all(hints.meant("nam", ["name"]) for _ in range(MOST_HINTS))
    assert hints.meant("nam", ["name"]) == ""
    assert Hints().meant("nam", [*(str(number) for number in range(MOST_NAMES)), "name"]) == ""
