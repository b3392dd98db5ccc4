"""User tasks without a name."""

from collections.abc import Iterator
from typing import Final

from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import is_user_task
from duecourse.lint.subject import Rule, Subject

ID: Final = "task-unnamed"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield user tasks without a name: people would read the id in their task list."""
    for node in (spot.node for spot in subject.spots):
        if is_user_task(node) and not node.name.strip():
            message = f"the user task has no name, so its id '{node.id}' stands in the task list"
            yield Finding(ID, Severity.WARNING, node.id, node.line, message)


RULE: Final = Rule(ID, "Every user task has a name.", check)
