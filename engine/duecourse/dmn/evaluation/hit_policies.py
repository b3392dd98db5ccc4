"""What a decision table makes of the rules that match (DMN 1.5, 8.2.10)."""

from collections.abc import Mapping, Sequence
from typing import Final

from duecourse.dmn.boxed import Aggregation, HitPolicy
from duecourse.feel.comparison import same
from duecourse.feel.functions.registry import FUNCTIONS
from duecourse.feel.numbers import ZERO
from duecourse.feel.state import State

ORDERED: Final = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})
"""The policies that need the order in which the values of an output are listed."""
LISTS: Final = frozenset({HitPolicy.OUTPUT_ORDER, HitPolicy.RULE_ORDER, HitPolicy.COLLECT})
"""The policies that give a list, unless they aggregate."""

_FUNCTIONS: Final[Mapping[Aggregation, str]] = {
    Aggregation.SUM: "sum",
    Aggregation.COUNT: "count",
    Aggregation.MIN: "min",
    Aggregation.MAX: "max",
}


class NoResult(Exception):
    """The rules that matched break the hit policy; the message says how."""


def nothing(policy: HitPolicy, aggregation: Aggregation | None) -> object:
    """Return the result of no match without a default output: an empty list, a count of 0, else null."""
    if policy in LISTS and aggregation in (None, Aggregation.COUNT):
        return [] if aggregation is None else ZERO
    return None


def result(
    state: State,
    policy: HitPolicy,
    aggregation: Aggregation | None,
    hits: Sequence[tuple[int, object]],
    ranks: Sequence[tuple[int, ...]],
) -> object:
    """Return the result of the rules that matched, at least one, each with its index and its value.

    ``ranks`` are the places of each rule's values in the lists of values. Raises NoResult.
    """
    values = [value for _, value in hits]
    if policy is HitPolicy.UNIQUE and len(hits) > 1:
        raise NoResult(f"the rules {_listed(hits)} match, but the hit policy UNIQUE allows one")
    if policy is HitPolicy.ANY and not all(same(value, values[0], state.charge) for value in values):
        raise NoResult(f"the rules {_listed(hits)} match with outputs that differ: the hit policy is ANY")
    if policy in ORDERED:
        order = sorted(range(len(hits)), key=lambda place: ranks[place])
        values = [values[place] for place in order]
    if aggregation is not None:
        return FUNCTIONS[_FUNCTIONS[aggregation]].invoke(state, [values], (), 0)
    return values if policy in LISTS else values[0]


def _listed(hits: Sequence[tuple[int, object]]) -> str:
    numbers = [str(index) for index, _ in hits]
    return f"{', '.join(numbers[:-1])} and {numbers[-1]}"
