"""User tasks that nobody could do."""

import pytest

from tests.lint.examining import assigned, diagram, element, extensions, properties, row, said, user

RULE = "no-candidate"


def lane(*parts: str, inside: str = "", members: str = "ab") -> str:
    refs = "".join(f"<flowNodeRef>{each}</flowNodeRef>" for each in members)
    return f'<lane id="lane">{extensions(*parts)}{refs}{inside}</lane>'


def bare(name: str) -> str:
    return element("userTask", name)


def drawn(lanes: str, *tasks: str) -> str:
    holder = f'<laneSet id="lanes">{lanes}</laneSet>' if lanes else ""
    return diagram(holder + row(*tasks, names=["a", "b"][: len(tasks)]))


def test_a_lane_without_a_group_is_told_once_for_all_its_tasks() -> None:
    assert said(RULE, drawn(lane(), bare("a"), bare("b"))) == [
        ("WARNING", "lane", "the lane has no duecourse:candidateGroup, so only administrators can do a, b")
    ]


def test_a_task_without_lane_and_assignment_is_for_nobody() -> None:
    [(severity, name, sentence)] = said(RULE, drawn("", bare("a")))

    assert (severity, name) == ("WARNING", "a")
    assert sentence == "only administrators can do Do a: it has neither a lane nor an assignment"


@pytest.mark.parametrize("groups", [" , ", "=[]", '=""'])
def test_an_empty_list_is_for_nobody_whatever_the_lane_says(groups: str) -> None:
    text = drawn(lane(properties(candidateGroup="clerks"), members="a"), user("a", assigned(groups)))

    [(_, name, sentence)] = said(RULE, text)
    assert name == "a"
    assert sentence.endswith("its assignment is empty")


def test_the_group_of_a_lane_around_is_not_that_of_the_lane() -> None:
    child = '<childLaneSet id="inner"><lane id="child"><flowNodeRef>a</flowNodeRef></lane></childLaneSet>'
    text = drawn(lane(properties(candidateGroup="clerks"), inside=child, members="a"), bare("a"))

    assert [name for _, name, _ in said(RULE, text)] == ["child"]


@pytest.mark.parametrize(
    "assignment",
    [
        assigned(),
        assigned("=computed"),
        '<zeebe:assignmentDefinition assignee="=starter"/>',
        '<zeebe:assignmentDefinition candidateUsers="ann"/>',
    ],
)
def test_a_lane_with_a_group_or_an_assignment_is_enough(assignment: str) -> None:
    assert said(RULE, drawn(lane(properties(candidateGroup="clerks")), bare("a"), bare("b"))) == []
    assert said(RULE, drawn(lane(), user("a", assignment), user("b", assignment))) == []
    assert said(RULE, drawn("", user("a", assignment))) == []
