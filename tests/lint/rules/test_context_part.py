"""What expressions ask of the actor or the process instance, and neither has."""

import pytest

from tests.lint.examining import diagram, properties, row, said, script, user

RULE = "context-part"


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (
            'actor.group = "x"',
            "reads 'actor.group', but actor has only username and groups (did you mean 'groups'?)",
        ),
        (
            "camunda.key = 1",
            "reads 'camunda.key', but camunda has only processInstance",
        ),
        (
            "camunda.processInstance.id = 1",
            "reads 'camunda.processInstance.id', but camunda.processInstance has only key and businessId",
        ),
    ],
)
def test_what_a_context_does_not_have_is_null(condition: str, sentence: str) -> None:
    text = diagram(row(user("a", properties(constraint__own=condition)), names=["a"]))

    assert said(RULE, text) == [("ERROR", "a", f"the constraint 'own' {sentence}")]


@pytest.mark.parametrize(
    "task",
    [
        user(
            "a", properties(constraint__own='list contains(actor.groups, "x") and actor.username != assignee')
        ),
        user("a", properties(constraint__own="some actor in persons satisfies actor.age > 18")),
        script("a", "camunda.processInstance.key + camunda.processInstance.businessId", "x"),
        script("a", "actor.name", "x"),
    ],
)
def test_what_it_has_is_fine_and_other_things_may_be_called_so(task: str) -> None:
    assert said(RULE, diagram(row(task, names=["a"]))) == []
