"""FEEL that cannot be read."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from duecourse.feel import FeelSyntaxError, builtin_names
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "feel-syntax"

_CALLED: Final = re.compile(r"(\w+(?:\s+\w+)+)\s*\(")
_LONGEST: Final = 100


def check(subject: Subject) -> Iterator[Finding]:
    """Yield expressions that cannot be parsed, each once, with what was expected and where."""
    seen = set()
    for use in subject.uses:
        error = None if use.text.feel is None else subject.parsed[use.text.feel]
        if isinstance(error, FeelSyntaxError) and (use.what, use.text) not in seen:
            seen.add((use.what, use.text))
            shown = error.text if len(error.text) <= _LONGEST else f"{error.text[:_LONGEST]}…"
            message = f"{use.what} '{shown}' cannot be read: {error.detail}{_misspelt_function(error)}"
            yield Finding(ID, Severity.ERROR, use.element_id, use.text.line, message)


def _misspelt_function(error: FeelSyntaxError) -> str:
    """Return a hint if the error is where a function of several words is called, but misspelt."""
    names = [name for name in sorted(builtin_names()) if " " in name]
    # Only what stands near the error is looked at, as the pattern is not linear.
    start = max(0, error.position - _LONGEST)
    for match in _CALLED.finditer(error.text[start : error.position + _LONGEST]):
        if not match.start() <= error.position - start <= match.end():
            continue
        words = match[1].split()
        for first in range(len(words) - 1):
            close = get_close_matches(" ".join(words[first:]), names, n=1, cutoff=0.8)
            if close:
                return f" (did you mean '{close[0]}'?)"
    return ""


RULE: Final = Rule(ID, "Every expression can be read as FEEL.", check)
