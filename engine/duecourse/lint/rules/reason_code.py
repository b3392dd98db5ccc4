"""Reason codes that are no names, and sentences that nobody would ever read."""

import re
from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import FlowNode
from duecourse.lint.analysis import constant
from duecourse.lint.expressions import constraints, messages_shown, unavailable
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.subject import Rule, Subject

ID: Final = "reason-code"

_CODE: Final = re.compile(r"\w+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield reason codes that are not one word, and messages for a code that the element never gives."""
    for node in (spot.node for spot in subject.spots):
        text = unavailable(node)
        given = None if text is None else constant(text, subject.expression(text))
        codes = {*constraints(node), *messages_shown(node)} | ({given} if given is not None else set())
        for code in sorted(code for code in codes if not _CODE.fullmatch(code)):
            yield _finding(node, f"the reason code '{code}' is not one word of letters, digits and _")
        if text is not None and given is None:
            continue  # which code is given is computed
        for code in messages_shown(node):
            if code not in constraints(node) and code != given:
                yield _finding(
                    node, f"'duecourse:message:{code}' is never shown: nothing gives that reason code"
                )


def _finding(node: FlowNode, message: str) -> Finding:
    return Finding(ID, Severity.ERROR, node.id, node.line, message)


RULE: Final = Rule(ID, "Every reason code is one word, and every sentence belongs to one.", check)
