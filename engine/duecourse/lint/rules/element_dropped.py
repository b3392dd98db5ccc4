"""Elements that the version before had and this one lacks."""

from collections.abc import Iterator
from typing import Final

from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "element-dropped"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield elements of the last deployed version whose id is gone: whoever names them finds nothing."""
    if not subject.processes:
        return
    known = {process.id for process in subject.processes} | {spot.node.id for spot in subject.spots}
    process = subject.processes[0]
    for element_id, name in subject.resources.previous.items():
        # An element without an id of its own is called by its place, with a space in the name.
        if element_id not in known and " " not in element_id:
            called = f"'{name}' ({element_id})" if name else f"'{element_id}'"
            message = f"{called} was in the version before and is gone: what names it by its id will fail"
            yield Finding(ID, Severity.WARNING, process.id, process.line, message)


RULE: Final = Rule(ID, "A new version has every element of the version before.", check)
