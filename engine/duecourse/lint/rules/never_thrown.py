"""Catching events for what is never thrown."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.events import ErrorDefinition
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject
from duecourse.lint.throwing import catch_of, throwing

ID: Final = "never-thrown"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield events that catch an error or escalation which nothing where they listen can throw.

    Jobs may throw any error, called processes any error and escalation; people and scripts throw none.
    """
    known = throwing(subject.spots)
    for spot in subject.spots:
        caught = catch_of(spot)
        if caught is None or known.throws(spot, *caught):
            continue
        kind, code = caught
        what = "error" if kind is ErrorDefinition else "escalation"
        which = f"the {what} '{code}'" if code else f"an {what}"
        message = f"this event never happens: nothing that it listens to throws {which}"
        yield Finding(ID, Severity.WARNING, spot.node.id, spot.node.line, message)


RULE: Final = Rule(ID, "Every error and escalation that is caught can be thrown.", check)
