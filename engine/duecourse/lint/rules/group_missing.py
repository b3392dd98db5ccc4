"""Candidate groups that do not exist."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Task
from duecourse.lint.analysis import constant_names
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.lanes import CANDIDATE_GROUP, groups_of
from duecourse.lint.spots import is_user_task
from duecourse.lint.subject import Rule, Subject
from duecourse.lint.suggestions import Hints

ID: Final = "group-missing"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield lanes and user tasks that name a group which does not exist: nobody would get the work."""
    groups, hints = subject.resources.groups, Hints()
    for what, name, element_id, line in _named(subject):
        if name not in groups:
            feel = name.startswith("=")
            hint = "; a lane names groups and takes no FEEL" if feel else hints.meant(name, sorted(groups))
            message = f"{what} names the group '{name}', which does not exist: nobody gets the work{hint}"
            yield Finding(ID, Severity.ERROR, element_id, line, message)


def _named(subject: Subject) -> Iterator[tuple[str, str, str, int]]:
    """Yield the groups that are written out: what names them, the name, the element and the line."""
    for process in subject.processes:
        for lane in process.lanes.values():
            for name in dict.fromkeys(groups_of(lane)):
                yield CANDIDATE_GROUP, name, lane.id, lane.line
    for node in (spot.node for spot in subject.spots):
        assignment = node.assignment if isinstance(node, Task) and is_user_task(node) else None
        text = None if assignment is None else assignment.candidate_groups
        if text is not None:
            for name in dict.fromkeys(constant_names(text, subject.expression(text)) or ()):
                yield "candidateGroups", name, node.id, text.line


RULE: Final = Rule(ID, "Every candidate group that is written out exists.", check)
