"""Examining a diagram by all rules."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from duecourse.diagram.elements import Definitions
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.resources import Resources
from duecourse.lint.rules import RULES
from duecourse.lint.subject import Rule, Subject, subject

MOST_FINDINGS: Final = 100
"""How often one rule speaks of one file; after that it says only that there is more."""


def lint(definitions: Definitions, resources: Resources) -> tuple[Finding, ...]:
    """Return what the rules say of a diagram that the reader has accepted, sorted by line.

    Processes that are not executable are not examined.
    """
    examined = subject(definitions, resources)
    found = [finding for rule in RULES for finding in _findings(rule, examined)]
    return tuple(sorted(found, key=lambda each: (each.line, each.element_id or "", each.rule)))


def _findings(rule: Rule, examined: Subject) -> Iterator[Finding]:
    pending = rule.check(examined)
    yield from islice(pending, MOST_FINDINGS)
    following = next(pending, None)
    if following is not None:
        errors = any(each.severity is Severity.ERROR for each in (following, *pending))
        severity = Severity.ERROR if errors else Severity.WARNING
        message = f"there are more findings of this rule than the {MOST_FINDINGS} that are shown"
        yield Finding(rule.id, severity, None, following.line, message)
