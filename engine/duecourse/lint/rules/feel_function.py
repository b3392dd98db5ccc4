"""Functions that FEEL does not have."""

from collections.abc import Iterator
from typing import Final

from duecourse.feel import builtin_names
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject
from duecourse.lint.suggestions import Hints

ID: Final = "feel-function"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield calls of functions that do not exist; a call of one gives null, and nobody would be told."""
    known, hints = builtin_names(), Hints()
    seen = set()
    for use, expression in subject.expressions():
        for name in sorted(expression.functions - known):
            if (use.what, use.text, name) not in seen:
                seen.add((use.what, use.text, name))
                message = f"{use.what} calls '{name}', which is no function{hints.meant(name, known)}"
                yield Finding(ID, Severity.ERROR, use.element_id, use.text.line, message)


RULE: Final = Rule(ID, "Expressions call only functions that there are.", check)
