"""Processes too large to be reviewed."""

from duecourse.lint.rules.tree_size import LARGEST
from tests.lint.examining import diagram, row, said, user

RULE = "tree-size"


def tasks(count: int) -> str:
    names = [f"t{number}" for number in range(count)]
    return diagram(row(*map(user, names), names=names))


def test_a_process_may_have_so_many_elements_and_no_more() -> None:
    assert said(RULE, tasks(LARGEST - 2)) == []

    [(severity, name, message)] = said(RULE, tasks(LARGEST - 1))
    assert (severity, name) == ("WARNING", "process")
    assert f"{LARGEST + 1} elements" in message
