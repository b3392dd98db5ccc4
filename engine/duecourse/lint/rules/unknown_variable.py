"""Variables that nothing in the diagram makes."""

from collections.abc import Iterator
from typing import Final

from duecourse.lint.expressions import NOTHING_YET, Use
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject
from duecourse.lint.suggestions import Hints

ID: Final = "unknown-variable"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield names in expressions that nothing makes known where they are read.

    An error where every source of variables is known; a warning where one is open, such as a job that may
    return anything, since the name may come from there.
    """
    hints = Hints()
    for use, expression in subject.expressions():
        view = use.view
        if view is None:
            continue
        for name in sorted(expression.free_variables):
            if not view.knows(name):
                severity = Severity.ERROR if view.closed() else Severity.WARNING
                message = f"{use.what} reads '{name}', {_why(use, severity)}{hints.meant(name, view.names())}"
                yield Finding(ID, severity, use.element_id, use.text.line, message)


def _why(use: Use, severity: Severity) -> str:
    if use.view is NOTHING_YET:
        return "but there are no variables before the process has started"
    if severity is Severity.ERROR:
        return "which nothing makes known here"
    return "which nothing in the diagram makes known; if it comes from outside, say so in duecourse:variables"


RULE: Final = Rule(ID, "Expressions read only variables that are known where they are read.", check)
