"""In which lane a node is: the innermost that names it, else that of the sub-process around it."""

from duecourse.diagram.elements import FlowNode, SubProcess
from duecourse.diagram.reader import read
from tests.diagram.breaking import refused


def drawn(lanes: str, inside: str = "") -> str:
    """Return a process with a task in a sub-process, and another beside it."""
    return f"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
<process id="p" isExecutable="true">
{lanes}
<startEvent id="start"/><subProcess id="sub">{inside}<startEvent id="s"/><task id="inner"/><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="inner"/><sequenceFlow id="f2" sourceRef="inner" targetRef="e"/>
</subProcess><task id="outer"/><endEvent id="end"/>
<sequenceFlow id="f3" sourceRef="start" targetRef="sub"/>
<sequenceFlow id="f4" sourceRef="sub" targetRef="outer"/>
<sequenceFlow id="f5" sourceRef="outer" targetRef="end"/>
</process></definitions>"""


def lane(name: str, *nodes: str, inside: str = "") -> str:
    """Return a lane with nodes, and perhaps lanes inside it."""
    members = "".join(f"<flowNodeRef>{node}</flowNodeRef>" for node in nodes)
    inner = f"<childLaneSet>{inside}</childLaneSet>" if inside else ""
    return f'\n<lane id="{name}">{members}{inner}</lane>'


def places(text: str) -> dict[str, str | None]:
    """Return the lanes of the two tasks."""
    body = read(text.encode()).processes["p"].body
    sub = body.nodes["sub"]
    assert isinstance(sub, SubProcess)
    tasks: list[FlowNode] = [sub.body.nodes["inner"], body.nodes["outer"]]
    return {task.id: task.lane for task in tasks}


def test_without_lanes_a_node_is_in_none() -> None:
    assert places(drawn("")) == {"inner": None, "outer": None}


def test_what_is_in_a_sub_process_is_in_its_lane() -> None:
    lanes = f"<laneSet>{lane('left', 'sub')}{lane('right', 'outer')}</laneSet>"

    assert places(drawn(lanes)) == {"inner": "left", "outer": "right"}


def test_a_node_inside_may_be_in_another_lane_than_its_sub_process() -> None:
    lanes = f"<laneSet>{lane('left', 'sub')}{lane('right', 'inner')}</laneSet>"

    assert places(drawn(lanes)) == {"inner": "right", "outer": None}


def test_a_sub_process_may_have_lanes_of_its_own() -> None:
    lanes = f"<laneSet>{lane('left', 'sub')}</laneSet>"

    assert places(drawn(lanes, f"<laneSet>{lane('mine', 'inner')}</laneSet>")) == {
        "inner": "mine",
        "outer": None,
    }


def test_the_innermost_lane_counts_whichever_of_those_around_it_name_the_node_too() -> None:
    nested = lane("one", "outer", inside=lane("two", inside=lane("three", "outer", "outer", "sub")))

    assert places(drawn(f"<laneSet>{nested}</laneSet>")) == {"inner": "three", "outer": "three"}


def test_lanes_know_the_lane_that_holds_them() -> None:
    nested = lane("one", "sub", inside=lane("two", inside=lane("three")) + lane("four"))

    lanes = read(drawn(f"<laneSet>{nested}</laneSet>").encode()).processes["p"].lanes

    assert {name: each.parent for name, each in lanes.items()} == {
        "one": None,
        "two": "one",
        "four": "one",
        "three": "two",
    }


def test_lanes_of_the_same_id_inside_each_other_are_refused_and_do_not_turn_in_a_circle() -> None:
    circle = lane("left", "outer") + lane("same", inside=lane("same", inside=lane("same", "outer")))

    problems = refused(drawn(f"<laneSet>{circle}</laneSet>"))

    assert [each.rule for each in problems] == ["duplicate-id", "duplicate-id", "lane"]
    assert problems[-1].reason == "'outer' is in the lane 'left' too"
