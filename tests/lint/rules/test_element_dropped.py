"""Elements that the version before had and this one lacks."""

from tests.lint.examining import diagram, inner, row, said, sub_process, user

RULE = "element-dropped"

TEXT = diagram(row(sub_process("sub", inner(user("deep"), names=["deep"])), names=["sub"]))


def test_an_element_that_is_gone_is_named_as_it_was() -> None:
    found = said(RULE, TEXT, previous={"process": "", "deep": "Look", "check": "Check it", "odd": ""})

    assert [(severity, name) for severity, name, _ in found] == [("WARNING", "process")] * 2
    assert found[0][2].startswith("'Check it' (check) was in the version before")
    assert found[1][2].startswith("'odd' was in the version before")


def test_without_a_version_before_and_with_all_its_elements_there_is_nothing_to_say() -> None:
    assert said(RULE, TEXT) == []
    assert (
        said(RULE, TEXT, previous={"process": "", "sub": "", "deep": "Another name", "inner_end": ""}) == []
    )
