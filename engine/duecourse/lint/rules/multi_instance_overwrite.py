"""Variables that the rounds of a multi-instance take from each other."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import CallActivity, MultiInstance, SubProcess
from duecourse.diagram.expressions import Mapping
from duecourse.lint.analysis import names_in
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.places import NEVER, Place
from duecourse.lint.spots import Spot, is_user_task
from duecourse.lint.subject import Rule, Subject

ID: Final = "multi-instance-overwrite"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what an element in a multi-instance writes to a variable outside of its round.

    Without output mappings what completes an element goes to the nearest scope that has the name, else to
    the process; with them, their targets do, from the scope around the element. Only what an input mapping
    inside the round or its item declares is the round's own. A target that is computed from itself gathers,
    and one that is computed from nothing of the round is the same for all: neither is an overwriting.
    """
    for spot in subject.spots:
        round_ = _round(spot.place)
        if round_ is None or round_.loop is None:
            continue
        severity = _severity(spot, round_.loop)
        for name in _written(subject, spot, round_):
            yield Finding(ID, severity, spot.node.id, spot.node.line, _sentence(name, spot, round_))
        if _returns_everything(spot):
            message = (
                "every round of the multi-instance brings back all variables of the called process and "
                "overwrites those of the others: map outputs, or set propagateAllChildVariables to false"
            )
            yield Finding(ID, severity, spot.node.id, spot.node.line, message)


def _sentence(name: str, spot: Spot, round_: Place) -> str:
    if spot.place is not round_:
        advice = "give the multi-instance, or a sub-process in it, an input mapping to it"
    elif spot.node.outputs:
        advice = "gather the values by an output element, or compute the target from itself"
    else:
        advice = "give the multi-instance an input mapping to it, and gather it by an output element"
    return f"every round of the multi-instance writes the same variable '{name}' outside of it: {advice}"


def _round(place: Place) -> Place | None:
    """Return the place of the innermost multi-instance that a place is in, if any."""
    return next((each for each in place.chain() if each.loop is not None), None)


def _severity(spot: Spot, loop: MultiInstance) -> Severity:
    asks = is_user_task(spot.node) or isinstance(spot.node, SubProcess | CallActivity)
    return Severity.ERROR if asks and not loop.sequential else Severity.WARNING


def _returns_everything(spot: Spot) -> bool:
    node = spot.node
    return isinstance(node, CallActivity) and not node.outputs and node.propagate_all_child_variables


def _written(subject: Subject, spot: Spot, round_: Place) -> Iterator[str]:
    """Yield the names of variables outside of the round that the element writes."""
    node = spot.node
    if node.outputs:
        inside = [] if spot.place is round_ else _inside(spot.outside, round_)
        for mapping in node.outputs:
            own = any(place.knows(mapping.target) for place in inside)
            if not own and _overwrites(subject, mapping, _inside(spot.place, round_)):
                yield mapping.target
    elif not _returns_everything(spot) and not _collected_at_once(spot, round_):
        inside = _inside(spot.place, round_)
        for name in sorted(subject.sources.received(spot).changed):
            if not any(place.knows(name) for place in inside):
                yield name


def _inside(place: Place, round_: Place) -> list[Place]:
    """Return a place and those around it, up to and with the round."""
    found = []
    for each in place.chain():
        found.append(each)
        if each is round_:
            break
    return found


def _overwrites(subject: Subject, mapping: Mapping, inside: list[Place]) -> bool:
    """Return whether a mapping takes something of the round to a target, without what the target had."""
    names = names_in(subject.expression(mapping.source))
    if mapping.target in names:
        return False
    return any(place.knows(name) or place.open_from < NEVER for name in names for place in inside)


def _collected_at_once(spot: Spot, round_: Place) -> bool:
    """Return whether the element is the multi-instance itself and no one else acts before it is collected."""
    collects = round_.loop is not None and round_.loop.output_element is not None
    return spot.place is round_ and collects and not is_user_task(spot.node)


RULE: Final = Rule(ID, "The rounds of a multi-instance do not overwrite each other's variables.", check)
