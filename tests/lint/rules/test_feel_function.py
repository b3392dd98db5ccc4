"""Functions that FEEL does not have."""

import pytest

from tests.lint.examining import diagram, row, said, script

RULE = "feel-function"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("todai()", "calls 'todai', which is no function (did you mean 'today'?)"),
        ("sum(cuont([1]))", "calls 'cuont', which is no function (did you mean 'count'?)"),
        ("frobnicate(1)", "calls 'frobnicate', which is no function"),
    ],
)
def test_a_function_that_does_not_exist_is_an_error(written: str, hint: str) -> None:
    [(severity, name, message)] = said(RULE, diagram(row(script("a", written, "x"), names=["a"])))

    assert (severity, name, message) == ("ERROR", "a", f"the script {hint}")


@pytest.mark.parametrize(
    "written", ["today()", "working days after(today(), 2)", "{f: function(n) n + 1, y: f(1)}.y"]
)
def test_built_in_functions_and_those_an_expression_defines_exist(written: str) -> None:
    assert said(RULE, diagram(row(script("a", written, "x"), names=["a"]))) == []
