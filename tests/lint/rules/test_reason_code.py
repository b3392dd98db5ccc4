"""Reason codes that are no names, and sentences that nobody would ever read."""

import pytest

from tests.lint.examining import diagram, properties, row, said, user

RULE = "reason-code"


def drawn(**values: str) -> str:
    return diagram(row(user("a", properties(**values)), names=["a"]))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"constraint__too-early": "true"}, "the reason code 'too-early' is not one word"),
        ({"unavailable": "too early"}, "the reason code 'too early' is not one word"),
        ({"unavailable": '="too early"'}, "the reason code 'too early' is not one word"),
        ({"unavailable": '=""'}, "the reason code '' is not one word"),
        ({"message__too early": "Wait.", "unavailable": "=x"}, "the reason code 'too early' is not one word"),
        ({"message__early": "Wait."}, "'duecourse:message:early' is never shown"),
        ({"message__early": "Wait.", "constraint__late": "true"}, "'duecourse:message:early' is never shown"),
        ({"message__early": "Wait.", "unavailable": "late"}, "'duecourse:message:early' is never shown"),
    ],
)
def test_codes_are_words_and_every_sentence_has_one(values: dict[str, str], sentence: str) -> None:
    [(severity, name, message)] = said(RULE, drawn(**values))

    assert (severity, name) == ("ERROR", "a")
    assert message.startswith(sentence)


@pytest.mark.parametrize(
    "values",
    [
        {"constraint__early": "true", "message__early": "Wait."},
        {"unavailable": "early", "message__early": "Wait."},
        {"unavailable": '="early"', "message__early": "Wait."},
        {"unavailable": '=if x then "early" else "late"', "message__early": "Wait.", "message__late": "No."},
        {"constraint__early": "true"},
    ],
)
def test_a_sentence_belongs_to_a_constraint_or_to_unavailable(values: dict[str, str]) -> None:
    assert said(RULE, drawn(**values)) == []
