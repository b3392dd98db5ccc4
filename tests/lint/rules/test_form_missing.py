"""Forms that do not exist."""

from tests.lint.examining import asks, diagram, element, form, row, said, user

RULE = "form-missing"


def test_a_form_that_is_not_there_is_an_error_with_a_hint() -> None:
    text = diagram(row(user("a", asks("decison")), names=["a"]))

    assert said(RULE, text, form("decision", "answer")) == [
        ("ERROR", "a", "there is no form 'decison' (did you mean 'decision'?)")
    ]


def test_the_form_of_a_start_event_is_looked_for_too() -> None:
    text = diagram(
        row(names=[]).replace('<startEvent id="start"/>', element("startEvent", "start", asks("x")))
    )

    assert [name for _, name, _ in said(RULE, text)] == ["start"]


def test_a_form_that_is_there_is_fine_and_not_every_task_has_one() -> None:
    text = diagram(row(user("a", asks("decision")), user("b"), names=["a", "b"]))

    assert said(RULE, text, form("decision", "answer")) == []
