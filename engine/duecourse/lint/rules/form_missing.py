"""Forms that do not exist."""

from collections.abc import Iterator
from typing import Final

from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import form_id_of
from duecourse.lint.subject import Rule, Subject
from duecourse.lint.suggestions import Hints

ID: Final = "form-missing"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield user tasks and start events whose form is neither deployed nor among what is being deployed."""
    forms, hints = subject.resources.forms, Hints()
    for spot in subject.spots:
        form_id = form_id_of(spot)
        if form_id is not None and form_id not in forms:
            message = f"there is no form '{form_id}'{hints.meant(form_id, forms)}"
            yield Finding(ID, Severity.ERROR, spot.node.id, spot.node.line, message)


RULE: Final = Rule(ID, "Every form that an element names exists.", check)
