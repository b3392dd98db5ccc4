"""What is expected after an event, held against what is."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final

from duecourse.model.json import Json
from tests.cases.playing import Outcome, Player
from tests.cases.vocabulary import listed

PARTS: Final = frozenset({"deadlines"})
"""The parts of a case that can be left out."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as expected, after entry ``entry`` of a case (or at its end)."""

    entry: str
    part: str
    expected: object
    got: object

    def __str__(self) -> str:
        """Say what differs."""
        return f"{self.entry}: {self.part}: expected {self.expected}, got {self.got}"


def compare(
    entry: Mapping[str, Json], outcome: Outcome, player: Player, without: Set[str]
) -> Iterator[Difference]:
    """Yield what differs after an event."""
    name = f"entry {entry['n']} ({entry['event']})"
    expect = entry["expect"]
    if not isinstance(expect, Mapping):
        raise TypeError(f"{name} does not say what is expected")
    stopped = player.on.incidents()
    if stopped:
        yield Difference(name, "incidents", [], stopped)
    for part in sorted(set(expect) - without):
        if part not in _READERS and part != "deadlines":
            yield Difference(name, part, expect[part], "(this runner does not know it)")
        elif part == "deadlines" and expect[part]:
            yield Difference(name, part, expect[part], "(no deadlines are answered yet)")
        elif part in _READERS:
            got = _READERS[part](outcome, player)
            wanted = frozenset(listed(expect[part])) if part == "tasks_open" else expect[part]
            if got != wanted:
                yield Difference(name, part, _shown(wanted), _shown(got, outcome))


def compare_end(case: Mapping[str, Json], player: Player) -> Iterator[Difference]:
    """Yield what differs at the end of a case."""
    wanted, got = case["decision_history"], player.decision_history()
    if got != wanted:
        yield Difference("the end", "decision_history", wanted, got)


def _shown(value: object, outcome: Outcome | None = None) -> object:
    if isinstance(value, Set):
        return sorted(value)
    if value is False and outcome is not None and outcome.answer is not None:
        return f"False: {outcome.answer}"
    return value


_READERS: Final = {
    "accepted": lambda outcome, player: outcome.accepted,
    "reason_code": lambda outcome, player: outcome.reason_code,
    "stage": lambda outcome, player: player.on.stage(),
    "tasks_open": lambda outcome, player: player.tasks_open(),
    "notifications": lambda outcome, player: player.notifications(),
}
