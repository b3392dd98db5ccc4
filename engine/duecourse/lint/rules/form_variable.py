"""Variables that a form shows and nothing in the diagram makes."""

from collections.abc import Iterator
from typing import Final

from duecourse.lint.expressions import NOTHING_YET
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.form_expressions import names_read
from duecourse.lint.places import View
from duecourse.lint.spots import form_id_of, starts_process
from duecourse.lint.subject import Rule, Subject
from duecourse.lint.suggestions import Hints

ID: Final = "form-variable"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield names that a form's texts, conditions and options read and that are not known at its element.

    Errors and warnings as for ``unknown-variable``. What the form itself asks for or computes is known in it.
    """
    hints = Hints()
    for spot in subject.spots:
        form = subject.resources.forms.get(form_id_of(spot) or "")
        if form is None:
            continue
        shown = View(spot.place, spot.completed_at, extra=frozenset())
        view = NOTHING_YET if starts_process(spot) else shown
        for component, name in names_read(form):
            if not view.knows(name):
                severity = Severity.ERROR if view.closed() else Severity.WARNING
                message = (
                    f"the form '{form.id}' reads '{name}' in {component}, and nothing makes it known here"
                    f"{hints.meant(name, view.names())}"
                )
                yield Finding(ID, severity, spot.node.id, spot.node.line, message)


RULE: Final = Rule(ID, "Forms read only variables that are known where they are shown.", check)
