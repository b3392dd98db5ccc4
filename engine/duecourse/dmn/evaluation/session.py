"""The state of one evaluation of decisions: FEEL's, with places in the file and a record of what happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from duecourse.dmn.results import (
    EvaluatedDecision,
    EvaluatedTable,
    EvaluationWarning,
    WarningKind,
)
from duecourse.feel import Environment, FeelType
from duecourse.feel.state import Code, Frame, State
from duecourse.feel.types import coerce
from duecourse.feel.values import type_name

MOST_TABLES: Final = 200
"""How many evaluations of tables are told of one decision."""
MOST_CALLED: Final = 1000
"""How many decisions are told that decision services evaluate."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands that may give a warning; ``text`` is None for an element as a whole."""

    kind: WarningKind
    element_id: str | None
    line: int
    text: str | None = None


# A function that was made in another evaluation stands in no file that is known here.
_ELSEWHERE: Final = Place(WarningKind.EXPRESSION, None, 0)


class Session(State):
    """What all closures of one evaluation share."""

    __slots__ = ("called", "decisions", "kept", "omitted", "tables", "warnings")

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.warnings: list[EvaluationWarning] = []
        self.decisions: list[EvaluatedDecision] = []
        self.tables: list[EvaluatedTable] = []
        self.kept = {True: 0, False: 0}
        self.called = 0
        self.omitted = 0

    def warn(self, position: int, message: str) -> None:
        """Keep the reason for a null, with its place in the file.

        Those of expressions have a limit of their own, so that cells do not crowd out their table.
        """
        place = self.place if isinstance(self.place, Place) else _ELSEWHERE
        common = place.kind is WarningKind.EXPRESSION
        if self.kept[common] == self.limits.warnings:
            return
        self.kept[common] += 1
        line, column = place.line, None
        if place.text is not None:
            line += place.text.count("\n", 0, position)
            column = position - place.text.rfind("\n", 0, position)
        self.warnings.append(EvaluationWarning(place.kind, place.element_id, line, column, message))

    def keep_table(self, table: EvaluatedTable) -> None:
        """Keep what a decision table gave."""
        if len(self.tables) < MOST_TABLES:
            self.tables.append(table)
        else:
            self.omitted += 1

    def keep_decision(self, decision: EvaluatedDecision) -> None:
        """Keep what a decision gave."""
        self.called += decision.service is not None
        if decision.service is None or self.called <= MOST_CALLED:
            self.decisions.append(decision)
        else:
            self.omitted += 1


@contextmanager
def at(state: State, place: Place) -> Iterator[None]:
    """Say where what is done next stands in the file.

    An error that ends the evaluation leaves the place as it is, so that it can be told.
    """
    outer, state.place = state.place, place
    yield
    state.place = outer


def placed(code: Code, place: Place) -> Code:
    """Return a closure whose warnings name a place, as does an error that ends the evaluation in it."""

    def run(frame: Frame) -> object:
        state = frame.state
        outer, state.place = state.place, place
        value = code(frame)
        state.place = outer
        return value

    return run


def conforming(state: State, value: object, expected: FeelType | None, place: Place, what: str) -> object:
    """Return a value as a type wants it; null with a warning where it cannot be had (DMN 1.5, 10.3.2.9.4)."""
    if expected is None:
        return value
    fitting, fits = coerce(value, expected, state)
    if not fits:
        kind = type_name(value)
        reason = f"not a {kind}" if kind != expected.name else f"which not every {kind} is"
        with at(state, place):
            state.warn(0, f"{what} must be a {expected.title}, {reason}")
    return fitting
