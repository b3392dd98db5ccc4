"""Values that are handed in and then kept nowhere."""

from collections.abc import Iterable, Iterator
from typing import Final

from duecourse.diagram.expressions import Text
from duecourse.lint.analysis import names_in
from duecourse.lint.expressions import constraints
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.spots import Spot, is_user_task, loop_of, starts_process, triggers
from duecourse.lint.subject import Rule, Subject

ID: Final = "value-lost"

_SHADOWED: Final = (
    "is lost when the element ends: an input mapping or the multi-instance gives that name to the element "
    "itself; add an output mapping"
)
_UNMAPPED: Final = "is asked for, but no output mapping reads it: no later step can see it"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield names whose values end with the element that they complete.

    An error where an input mapping or the item of a multi-instance has the name, so that the value goes
    there and ends with it; a warning where a form asks for a value that no output mapping reads, and no
    constraint either.
    """
    for spot in subject.spots:
        if starts_process(spot) or triggers(spot):
            continue
        names = subject.sources.received(spot).changed
        if not spot.node.outputs:
            shadowed = {name for name in names if spot.place.knows(name)} - _read(subject, _ending(spot))
            yield from (_finding(spot, name, Severity.ERROR, _SHADOWED) for name in sorted(shadowed))
        elif is_user_task(spot.node):
            unmapped = names - _read(subject, [*_ending(spot), *constraints(spot.node).values()])
            yield from (_finding(spot, name, Severity.WARNING, _UNMAPPED) for name in sorted(unmapped))


def _finding(spot: Spot, name: str, severity: Severity, why: str) -> Finding:
    return Finding(ID, severity, spot.node.id, spot.node.line, f"the value of '{name}' {why}")


def _ending(spot: Spot) -> Iterator[Text]:
    """Yield what is evaluated while the element ends and still sees its own variables."""
    loop = loop_of(spot.node)
    yield from (each.source for each in spot.node.outputs)
    if loop is None:
        yield from (flow.condition for flow in spot.flows_out() if flow.condition is not None)
    else:
        yield from (each for each in (loop.output_element, loop.completion_condition) if each is not None)


def _read(subject: Subject, texts: Iterable[Text]) -> set[str]:
    return {name for text in texts for name in names_in(subject.expression(text))}


RULE: Final = Rule(ID, "What completes an element is kept.", check)
