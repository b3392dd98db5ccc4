"""Calls whose arguments no form of the function takes."""

import pytest

from tests.lint.examining import diagram, row, said, script

RULE = "feel-arguments"


@pytest.mark.parametrize(
    ("written", "function"),
    [
        ("working days after(today())", "working days after"),
        ("[1, 2][upper case() = item]", "upper case"),
        ("substring(text: 1, start position: 1)", "substring"),
        ("today(1)", "today"),
    ],
)
def test_a_call_that_fits_no_form_of_its_function_is_an_error(written: str, function: str) -> None:
    [(severity, name, message)] = said(RULE, diagram(row(script("a", written, "x"), names=["a"])))

    assert (severity, name) == ("ERROR", "a")
    assert message.startswith(f"the script calls '{function}' with other arguments than {function}(")


@pytest.mark.parametrize(
    "written",
    [
        "working days after(today(), 2)",
        'working days after(today(), 2, "england")',
        "sum(1, 2, 3)",
        'substring(string: "abc", start position: 2)',
        "{today: function(n) n, y: today(1)}.y",
    ],
)
def test_calls_that_fit_are_fine(written: str) -> None:
    assert said(RULE, diagram(row(script("a", written, "x"), names=["a"]))) == []
