"""Processes too large to be reviewed."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "tree-size"
LARGEST: Final = 500


def check(subject: Subject) -> Iterator[Finding]:
    """Yield processes with more than 500 elements, those in sub-processes counted."""
    counts = Counter(spot.process.id for spot in subject.spots)
    for process in subject.processes:
        if counts[process.id] > LARGEST:
            message = (
                f"the process has {counts[process.id]} elements, more than the {LARGEST} that a person can "
                "review: move parts into processes of their own and call them"
            )
            yield Finding(ID, Severity.WARNING, process.id, process.line, message)


RULE: Final = Rule(ID, f"A process has at most {LARGEST} elements.", check)
