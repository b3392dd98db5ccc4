"""Timers that are given the wrong kind of time."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Event
from duecourse.diagram.events import TimerDefinition, TimerKind
from duecourse.feel.syntax import tree
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "timer-kind"

_DATES: Final = frozenset(
    {"add months", "date", "date and time", "end of day", "now", "today", "working days after"}
)
_DURATIONS: Final = frozenset({"duration", "years and months duration"})


def check(subject: Subject) -> Iterator[Finding]:
    """Yield timers whose expression gives a date where a duration or cycle is wanted, or the other way."""
    for node in (spot.node for spot in subject.spots):
        definition = node.definition if isinstance(node, Event) else None
        if not isinstance(definition, TimerDefinition):
            continue
        expression = subject.expression(definition.value)
        root = None if expression is None else expression.tree
        name = (
            root.function.name if isinstance(root, tree.Call) and isinstance(root.function, tree.Name) else ""
        )
        gives, wanted = _given(name), definition.kind
        if gives is not None and gives is not wanted:
            message = (
                f"'{name}' gives a {_WORDS[gives]}, so it belongs into {gives.value}, not {wanted.value}"
            )
            yield Finding(ID, Severity.ERROR, node.id, definition.value.line, message)


def _given(function: str) -> TimerKind | None:
    if function in _DATES:
        return TimerKind.DATE
    return TimerKind.DURATION if function in _DURATIONS else None


_WORDS: Final = {TimerKind.DATE: "date", TimerKind.DURATION: "duration"}

RULE: Final = Rule(ID, "A timer is given the kind of time that it is drawn with.", check)
