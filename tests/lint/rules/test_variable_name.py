"""Variables that no expression could read."""

import pytest

from tests.lint.examining import diagram, each, job, mappings, properties, row, said, script, user

RULE = "variable-name"

GATHER = 'outputCollection="{}" outputElement="=1"'


@pytest.mark.parametrize(
    ("task", "what"),
    [
        (user("a", mappings({"if": "=1"})), "the target of the input mapping 'if' is a word of FEEL"),
        (
            user("a", mappings(outputs={"then": "=1"})),
            "the target of the output mapping 'then' is a word of FEEL",
        ),
        (
            user("a", inside=each().replace('"agency"', '"some"')),
            "the input element 'some' is a word of FEEL",
        ),
        (
            user("a", inside=each(rest=GATHER.format("every"))),
            "the output collection 'every' is a word of FEEL",
        ),
        (
            script("a", "1", "camunda"),
            "the result variable 'camunda' is the name of what every expression can see",
        ),
        (script("a", "1", "null"), "the result variable 'null' is a word of FEEL"),
        (job("a", properties(variables="fine, not fine")), "duecourse:variables 'not fine' is no name"),
    ],
)
def test_a_variable_is_called_by_a_name_that_feel_can_read(task: str, what: str) -> None:
    [(severity, name, message)] = said(RULE, diagram(row(task, names=["a"])))

    assert (severity, name) == ("ERROR", "a")
    assert message.startswith(what)
    assert message.endswith("so no expression could read that variable")


def test_a_process_declares_names_too() -> None:
    text = diagram(row(names=[]), process=properties(variables="given, if"))

    assert [(severity, name) for severity, name, _ in said(RULE, text)] == [("ERROR", "process")]


def test_words_of_any_language_are_names_and_so_are_those_of_functions() -> None:
    task = user("a", mappings({"x1": "=1", "née": "=1"}, {"date": "=1"}), inside=each())

    assert said(RULE, diagram(row(task, names=["a"]), process=properties(variables="a, b_2,"))) == []
