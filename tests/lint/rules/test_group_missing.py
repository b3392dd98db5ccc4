"""Candidate groups that do not exist."""

import pytest

from tests.lint.examining import assigned, diagram, extensions, properties, row, said, user

RULE = "group-missing"


def in_lane(groups: str) -> str:
    lane = (
        f'<laneSet id="lanes"><lane id="lane">{extensions(properties(candidateGroup=groups))}'
        "<flowNodeRef>a</flowNodeRef></lane></laneSet>"
    )
    return diagram(lane + row(user("a"), names=["a"]))


def of_task(groups: str) -> str:
    return diagram(row(user("a", assigned(groups)), names=["a"]))


def test_a_group_that_does_not_exist_is_an_error_with_a_hint() -> None:
    sentence = "names the group 'clerk', which does not exist: nobody gets the work (did you mean 'clerks'?)"

    assert said(RULE, in_lane("clerk, clerks")) == [("ERROR", "lane", f"duecourse:candidateGroup {sentence}")]
    assert said(RULE, of_task("clerks,clerk")) == [("ERROR", "a", f"candidateGroups {sentence}")]


@pytest.mark.parametrize("groups", ['="judges"', '=["clerks", "judges"]'])
def test_feel_that_is_only_names_is_read_too(groups: str) -> None:
    [(severity, name, sentence)] = said(RULE, of_task(groups))

    assert (severity, name) == ("ERROR", "a")
    assert "names the group 'judges'" in sentence


def test_a_lane_takes_no_feel() -> None:
    [(_, name, sentence)] = said(RULE, in_lane("=group"))

    assert name == "lane"
    assert sentence.endswith("a lane names groups and takes no FEEL")


@pytest.mark.parametrize("groups", ["clerks", "=agency.group", '=["clerks", x]', '=["clerks"]'])
def test_groups_that_exist_and_those_that_are_computed_are_fine(groups: str) -> None:
    assert said(RULE, of_task(groups)) == []


def test_lanes_of_groups_that_exist_are_fine() -> None:
    assert said(RULE, in_lane("clerks , judges"), groups=["clerks", "judges"]) == []
