"""Deadlines that are none, or cannot be told apart."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Event
from duecourse.diagram.events import TimerDefinition, TimerKind
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "deadline"

DEADLINE: Final = "duecourse:deadline"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield deadlines that interrupt, that repeat, or whose name another one of the process has."""
    seen: dict[tuple[str, str], Event] = {}
    for spot in subject.spots:
        node, name = spot.node, spot.node.properties.get(DEADLINE)
        if not isinstance(node, Event) or name is None:
            continue
        first = seen.setdefault((spot.process.id, name), node)
        definition = node.definition
        if first is not node:
            yield _finding(node, f"the deadline '{name}' is in line {first.line} too, on {first.id}")
        if node.interrupting:
            yield _finding(node, f"the deadline '{name}' stops the work: cancelActivity must be false")
        if isinstance(definition, TimerDefinition) and definition.kind is TimerKind.CYCLE:
            yield _finding(node, f"the deadline '{name}' repeats; it must be a date, or a duration from here")


def _finding(node: Event, message: str) -> Finding:
    return Finding(ID, Severity.ERROR, node.id, node.line, message)


RULE: Final = Rule(ID, "Every deadline has a name of its own, is one date, and stops no work.", check)
