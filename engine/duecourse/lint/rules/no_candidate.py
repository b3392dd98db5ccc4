"""User tasks that nobody could do."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Assignment, Task
from duecourse.diagram.expressions import Text
from duecourse.lint.analysis import constant_names
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.lanes import CANDIDATE_GROUP, groups_of
from duecourse.lint.spots import Spot, is_user_task
from duecourse.lint.subject import Rule, Subject

ID: Final = "no-candidate"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield lanes without a candidate group whose tasks name nobody themselves, and such tasks in no lane.

    Only administrators could claim such a task. A task in no lane of a process with lanes is left to
    ``outside-lanes``.
    """
    by_lane: dict[tuple[str, str], list[Spot]] = {}
    for spot in subject.spots:
        node = spot.node
        if not isinstance(node, Task) or not is_user_task(node) or _names_somebody(subject, node.assignment):
            continue
        lane = spot.process.lanes.get(node.lane or "")
        if node.assignment is not None and _lists(node.assignment):
            yield _finding(node, "its assignment is empty")
        elif lane is not None and not groups_of(lane):
            by_lane.setdefault((spot.process.id, lane.id), []).append(spot)
        elif lane is None and not spot.process.lanes:
            yield _finding(node, "it has neither a lane nor an assignment")
    for (_, lane_id), spots in by_lane.items():
        lane = spots[0].process.lanes[lane_id]
        tasks = ", ".join(spot.node.id for spot in spots[:5]) + (", …" if len(spots) > 5 else "")
        message = f"the lane has no {CANDIDATE_GROUP}, so only administrators can do {tasks}"
        yield Finding(ID, Severity.WARNING, lane.id, lane.line, message)


def _finding(node: Task, why: str) -> Finding:
    message = f"only administrators can do {node.name or node.id}: {why}"
    return Finding(ID, Severity.WARNING, node.id, node.line, message)


def _lists(assignment: Assignment) -> list[Text]:
    """Return the lists that an assignment has; where there is one, the groups of the lane do not count."""
    return [each for each in (assignment.candidate_groups, assignment.candidate_users) if each is not None]


def _names_somebody(subject: Subject, assignment: Assignment | None) -> bool:
    """Return whether an assignment names somebody, or may when it is computed."""
    if assignment is None:
        return False
    lists = (constant_names(each, subject.expression(each)) for each in _lists(assignment))
    return assignment.assignee is not None or any(names is None or names for names in lists)


RULE: Final = Rule(ID, "Somebody can do every user task.", check)
