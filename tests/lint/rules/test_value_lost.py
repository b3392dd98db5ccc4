"""Values that are handed in and then kept nowhere."""

import pytest

from tests.lint.examining import (
    asks,
    diagram,
    each,
    flow,
    form,
    job,
    mappings,
    properties,
    row,
    said,
    script,
    user,
)

RULE = "value-lost"
ASK = form("ask", "answer", "remark")


def drawn(task: str) -> str:
    return diagram(row(task, names=["a"]), process=properties(variables="received, agencies"))


@pytest.mark.parametrize(
    "task",
    [
        user("a", asks("ask"), mappings({"answer": "=received"})),
        user("a", asks("ask"), inside=each().replace('"agency"', '"answer"')),
        script("a", "1", "answer", mappings({"answer": "=received"})),
        job("a", properties(variables="answer"), mappings({"answer": "=received"})),
    ],
)
def test_a_value_for_a_name_that_is_the_elements_own_is_lost_with_it(task: str) -> None:
    [(severity, name, message)] = said(RULE, drawn(task), ASK)

    assert (severity, name) == ("ERROR", "a")
    assert message.startswith("the value of 'answer' is lost when the element ends")


def test_it_is_kept_by_an_output_mapping_or_gathered_by_a_multi_instance() -> None:
    mapped = mappings({"answer": "=received"}, {"kept": "=[answer, remark]"})
    loop = each(rest='outputCollection="all" outputElement="={a: answer}"')

    assert said(RULE, drawn(user("a", asks("ask"), mapped)), ASK) == []
    assert said(RULE, drawn(user("a", asks("ask"), mappings({"answer": "=null"}), inside=loop)), ASK) == []


def test_what_cannot_be_changed_cannot_be_lost() -> None:
    shown = form("ask", "remark", "answer", readonly=True)
    hidden = form("ask", "remark", "answer", disabled=True)
    text = drawn(user("a", asks("ask"), mappings({"answer": "=received"})))

    assert said(RULE, text, shown) == []
    assert said(RULE, text, hidden) == []
    assert len(said(RULE, text, form("ask", "answer", readonly="=received = 1"))) == 1


def test_what_a_form_asks_for_should_be_read_by_an_output_mapping() -> None:
    text = drawn(user("a", asks("ask"), mappings(outputs={"kept": "=answer"})))

    [(severity, name, message)] = said(RULE, text, ASK)
    assert (severity, name) == ("WARNING", "a")
    assert message.startswith("the value of 'remark' is asked for, but no output mapping reads it")


def test_or_by_a_constraint_or_a_condition_after_it() -> None:
    outputs = mappings(outputs={"kept": "=answer"})
    constrained = drawn(user("a", asks("ask"), outputs, properties(constraint__early="remark = null")))
    chosen = drawn(user("a", asks("ask"), outputs) + flow("a", "a", "remark = null"))

    assert said(RULE, constrained, ASK) == []
    assert said(RULE, chosen, ASK) == []


def test_without_mappings_everything_goes_to_the_process() -> None:
    assert said(RULE, drawn(user("a", asks("ask"))), ASK) == []
