"""Calls of processes that cannot be called."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import CallActivity, Event, EventKind, Process
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.sources import called_id
from duecourse.lint.subject import Rule, Subject

ID: Final = "called-process"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield calls of a process of the same file that has no none start event, or is not executable.

    A process of another file cannot be judged from this one.
    """
    for node in (spot.node for spot in subject.spots):
        if not isinstance(node, CallActivity):
            continue
        called = subject.definitions.processes.get(called_id(node) or "")
        if called is None:
            continue
        if not called.executable:
            message = f"the process '{called.id}' of this file is not executable, so it is not deployed by it"
            yield Finding(ID, Severity.WARNING, node.id, node.line, message)
        elif not _has_none_start(called):
            message = f"the process '{called.id}' cannot be called: only messages or timers start it"
            yield Finding(ID, Severity.ERROR, node.id, node.line, message)


def _has_none_start(process: Process) -> bool:
    return any(
        isinstance(node, Event) and node.kind is EventKind.START and node.definition is None
        for node in process.body.nodes.values()
    )


RULE: Final = Rule(ID, "A called process of the same file can be called.", check)
