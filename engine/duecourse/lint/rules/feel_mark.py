"""Texts that were meant as FEEL but lack the `=` before them."""

from collections.abc import Iterator
from typing import Final

from duecourse.lint.expressions import Mark, Use
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "feel-mark"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield collections that are not FEEL, and literal texts that are the name of a variable seen there."""
    for use in subject.uses:
        if use.text.feel is not None:
            continue
        if use.mark is Mark.MUST:
            message = f"{use.what} '{use.text.raw}' must be FEEL giving a list: '={use.text.raw}'"
            yield Finding(ID, Severity.ERROR, use.element_id, use.text.line, message)
        elif _names_a_variable(use):
            message = (
                f"{use.what} is the text '{use.text.raw}', not the variable of that name; "
                f"for its value write '={use.text.raw}'"
            )
            yield Finding(ID, Severity.WARNING, use.element_id, use.text.line, message)


def _names_a_variable(use: Use) -> bool:
    return use.mark is Mark.MOSTLY and use.view is not None and use.view.knows(use.text.raw.strip())


RULE: Final = Rule(ID, "What is meant as FEEL begins with `=`.", check)
