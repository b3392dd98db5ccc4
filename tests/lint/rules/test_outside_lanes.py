"""User tasks that stand in no lane although there are lanes."""

from tests.lint.examining import diagram, element, inner, row, said, sub_process, user

RULE = "outside-lanes"


def lanes(*members: str) -> str:
    refs = "".join(f"<flowNodeRef>{each}</flowNodeRef>" for each in members)
    return f'<laneSet id="lanes"><lane id="lane">{refs}</lane></laneSet>'


def test_a_user_task_in_no_lane_is_a_warning() -> None:
    text = diagram(lanes("a") + row(user("a"), user("b"), names=["a", "b"]))

    assert said(RULE, text) == [("WARNING", "b", "Do b stands in no lane, so no lane's group gets it")]


def test_a_task_in_a_sub_process_stands_in_the_lane_of_that() -> None:
    sub = sub_process("sub", inner(user("x"), names=["x"]))

    assert said(RULE, diagram(lanes("sub") + row(sub, names=["sub"]))) == []
    assert [name for _, name, _ in said(RULE, diagram(lanes() + row(sub, names=["sub"])))] == ["x"]


def test_without_lanes_and_for_other_elements_there_is_nothing_to_say() -> None:
    assert said(RULE, diagram(row(user("a"), names=["a"]))) == []
    assert said(RULE, diagram(lanes() + row(element("manualTask", "a"), names=["a"]))) == []
