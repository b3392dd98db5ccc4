"""User tasks without a name."""

from tests.lint.examining import diagram, element, row, said, user

RULE = "task-unnamed"


def test_a_user_task_without_a_name_is_a_warning() -> None:
    text = diagram(row(user("a").replace('name="Do a"', 'name=" "'), names=["a"]))

    [(severity, name, _)] = said(RULE, text)
    assert (severity, name) == ("WARNING", "a")


def test_names_are_for_what_people_do() -> None:
    plain = element("manualTask", "b").replace('name="Do b"', "")

    assert said(RULE, diagram(row(user("a"), plain, names=["a", "b"]))) == []
