"""Errors that nothing in the process catches."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.events import ErrorDefinition
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject
from duecourse.lint.throwing import throw_of, throwing

ID: Final = "error-uncaught"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield error events whose error no boundary event and no event sub-process around them catches.

    That stops the case with an incident, unless a process that calls this one catches it. Errors whose code
    is computed are not examined.
    """
    known = throwing(subject.spots)
    for spot in subject.spots:
        kind, code = throw_of(spot.node) or (None, None)
        if kind is ErrorDefinition and code is not None and not known.catches(spot, kind, code):
            message = (
                f"nothing in the process catches the error '{code}': the case stops with an incident here, "
                "unless a process that calls this one catches it"
            )
            yield Finding(ID, Severity.WARNING, spot.node.id, spot.node.line, message)


RULE: Final = Rule(ID, "Every error that is thrown is caught.", check)
