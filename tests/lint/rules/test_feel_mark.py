"""Texts that were meant as FEEL but lack the `=` before them."""

import pytest

from tests.lint.examining import (
    diagram,
    each,
    element,
    mappings,
    message,
    properties,
    row,
    said,
    user,
)

RULE = "feel-mark"
KNOWN = properties(variables="agencies, ref")


def test_a_collection_must_be_feel() -> None:
    text = diagram(row(user("a", inside=each("agencies")), names=["a"]), process=KNOWN)

    [(severity, name, sentence)] = said(RULE, text)
    assert (severity, name) == ("ERROR", "a")
    assert sentence == "the input collection 'agencies' must be FEEL giving a list: '=agencies'"


@pytest.mark.parametrize(
    "task",
    [
        user("a", mappings({"x": "ref"})),
        user("a", mappings(outputs={"x": "ref"})),
        user("a", inside=each(rest='outputCollection="all" outputElement="ref"')),
        element("receiveTask", "a", attributes='messageRef="m"'),
    ],
)
def test_a_text_that_is_the_name_of_a_variable_is_likely_meant_as_feel(task: str) -> None:
    text = diagram(row(task, names=["a"]), message("m", "ref"), process=KNOWN)

    [(severity, name, sentence)] = said(RULE, text)
    assert (severity, name) == ("WARNING", "a")
    assert sentence.endswith("for its value write '=ref'")


def test_other_texts_may_be_literal() -> None:
    task = user("a", mappings({"x": "some text", "y": "=ref"}, {"z": "=y"}), inside=each("=agencies"))

    assert said(RULE, diagram(row(task, names=["a"]), process=KNOWN)) == []
