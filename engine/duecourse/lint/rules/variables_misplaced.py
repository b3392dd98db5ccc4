"""Variables declared where none come from outside."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import CallActivity, Event, Task, TaskKind
from duecourse.diagram.events import ErrorDefinition, EscalationDefinition, MessageDefinition
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.sources import VARIABLES
from duecourse.lint.spots import THROWING, Spot, is_job, is_user_task, starts_process
from duecourse.lint.subject import Rule, Subject

ID: Final = "variables-misplaced"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield ``duecourse:variables`` on elements into which no values come whose names nothing else says."""
    for spot in subject.spots:
        node = spot.node
        if VARIABLES in node.properties and not _takes_from_outside(spot):
            message = f"'{VARIABLES}' has no meaning here: no values come from outside into this element"
            yield Finding(ID, Severity.ERROR, node.id, node.line, message)


def _takes_from_outside(spot: Spot) -> bool:
    node = spot.node
    if isinstance(node, Event) and node.kind not in THROWING:
        caught = isinstance(node.definition, MessageDefinition | ErrorDefinition | EscalationDefinition)
        return caught or (starts_process(spot) and node.definition is None)
    if isinstance(node, CallActivity) or is_job(node) or is_user_task(node):
        return True
    return isinstance(node, Task) and node.kind is TaskKind.RECEIVE


RULE: Final = Rule(ID, "Variables are declared where values come from outside.", check)
