"""User tasks that stand in no lane although there are lanes."""

from collections.abc import Iterator
from typing import Final

from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import is_user_task
from duecourse.lint.subject import Rule, Subject

ID: Final = "outside-lanes"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield user tasks in no lane, in processes that have lanes."""
    for spot in subject.spots:
        node = spot.node
        if is_user_task(node) and spot.process.lanes and node.lane is None:
            message = f"{node.name or node.id} stands in no lane, so no lane's group gets it"
            yield Finding(ID, Severity.WARNING, node.id, node.line, message)


RULE: Final = Rule(ID, "In a process with lanes, every user task stands in one.", check)
