"""What an evaluation tells: the output, and for each decision on the way how it came about.

All values are FEEL values; ``duecourse.feel.to_json`` turns them into JSON.
"""

from dataclasses import dataclass
from enum import StrEnum


class WarningKind(StrEnum):
    """What a warning is about."""

    EXPRESSION = "expression"
    """An expression gave null for a reason."""
    TYPE = "type"
    """A value does not conform to the type that is declared for it."""
    VALUES = "values"
    """A value is none of those that a decision table allows."""
    NO_RULE = "no-rule"
    """No rule of a decision table matched, and it has no default output."""
    HIT_POLICY = "hit-policy"
    """The rules that matched break the hit policy of their decision table."""
    NO_LOGIC = "no-logic"
    """A decision has no logic and is not given."""


@dataclass(frozen=True, slots=True)
class EvaluationWarning:
    """Why a value is null: where it arose, counting lines and columns of the file from 1, and what happened.

    ``column`` is None where the place is an element as a whole, not a character of its text; ``line`` is 0
    for a function that came in as a value.
    """

    kind: WarningKind
    element_id: str | None
    line: int
    column: int | None
    message: str

    def __str__(self) -> str:
        """Say where and what: "line 41, column 3, Decision_1: reason"."""
        where = f"line {self.line}" + (f", column {self.column}" if self.column is not None else "")
        return f"{where}{f', {self.element_id}' if self.element_id else ''}: {self.message}"


@dataclass(frozen=True, slots=True)
class EvaluatedInput:
    """The value of an input of a decision table; ``name`` is its label, or its expression."""

    id: str
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class EvaluatedOutput:
    """The value of an output of a rule."""

    id: str
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class MatchedRule:
    """A rule whose tests were all true; ``index`` counts the rules of the table from 1.

    ``annotations`` are what people noted beside the rule, by the headings of the columns.
    """

    index: int
    id: str
    outputs: tuple[EvaluatedOutput, ...]
    annotations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluatedTable:
    """One evaluation of a decision table.

    ``owner`` is the decision or business knowledge model that it belongs to. With the hit policy FIRST,
    ``rules`` ends with the rule that was hit; with any other it holds all that matched.
    """

    id: str
    owner: str
    hit_policy: str
    inputs: tuple[EvaluatedInput, ...]
    rules: tuple[MatchedRule, ...]
    output: object


@dataclass(frozen=True, slots=True)
class EvaluatedDecision:
    """A decision that was evaluated: its output and the decision tables that were asked for it.

    ``kind`` is the name of its boxed expression in DMN, such as ``decisionTable``. ``service`` is the
    decision service that asked for it, None for those that the evaluation itself is about.
    """

    namespace: str
    id: str
    name: str
    kind: str
    output: object
    tables: tuple[EvaluatedTable, ...]
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of evaluating a decision or decision service, and how it came about.

    ``decisions`` are in the order of their evaluation, each after those that it requires. ``omitted`` counts
    what was evaluated, but is too much to be told.
    """

    id: str
    name: str
    output: object
    decisions: tuple[EvaluatedDecision, ...]
    warnings: tuple[EvaluationWarning, ...]
    omitted: int = 0
